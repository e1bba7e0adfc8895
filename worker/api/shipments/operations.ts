export * from './announcing.ts'
export * from './changing.ts'
export * from './reading.ts'
