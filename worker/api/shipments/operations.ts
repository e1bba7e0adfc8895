export * from './announcing.ts'
export * from './changing.ts'
export * from './keeping.ts'
export * from './reading.ts'
