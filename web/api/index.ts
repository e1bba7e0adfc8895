export * from './call.ts'
export { type LiveState, live } from './live.ts'
