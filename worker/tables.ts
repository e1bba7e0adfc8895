export type TableReader = typeof import('./wire/import/read.ts')

/** What reads tables, loaded with the first import; uploaded beside the bundle like what prints (printer.ts). */
export const tables = (): Promise<TableReader> => import('./lazy/table.mjs')
