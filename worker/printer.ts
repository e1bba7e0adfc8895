import type { Printer } from './wire/print.ts'

/**
 * What prints, loaded when somebody first asks for paper: it is several times the rest of the Worker, and is uploaded
 * beside its bundle (wrangler.toml). Only a path from this folder leads to it there.
 */
export const printer = (): Promise<Printer> => import('./lazy/print.mjs')
