/** Built from `worker/passkeys/verify.ts` by scripts/build-lazy.ts. */
export * from '../passkeys/verify.ts'
