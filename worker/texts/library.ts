/** Everything that needs to know links and telephone numbers, in one module, which is loaded when it is needed. */
export { readPhone } from '../wire/phone.ts'
export * from './judge.ts'
