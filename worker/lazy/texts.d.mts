/** Built from `worker/texts/library.ts` by scripts/build-lazy.ts. */
export * from '../texts/library.ts'
