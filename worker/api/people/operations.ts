export * from './accounts.ts'
export * from './places.ts'
