/** Loads what verifies passkeys, with the first one: it brings readers of certificates and of keys of all kinds. */
export const verifier = () => import('./lazy/passkeys.mjs')
