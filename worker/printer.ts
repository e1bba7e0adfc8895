import type { Printer } from './wire/printout.ts'

/**
 * Loads the printing module when a document is first asked for. It is several times the size of the rest of
 * the Worker and is uploaded beside its bundle (wrangler.toml). The path resolves there only if it is
 * imported from this folder.
 */
export const printer = (): Promise<Printer> => import('./lazy/print.mjs')
