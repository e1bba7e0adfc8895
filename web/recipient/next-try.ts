const RETRY_MS = 3_000

/** The camera reports a label in view only once, so after a failed call the page asks again itself. */
export const nextTry = () => new Promise<void>((done) => setTimeout(done, RETRY_MS))
