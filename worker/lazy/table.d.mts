import type { TableReader } from '../tables.ts'

/** Built from `worker/wire/import/read.ts` by scripts/build-lazy.ts. */
export declare const readImport: TableReader['readImport']
