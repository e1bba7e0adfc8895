export type TableReader = typeof import('./wire/import/read.ts')

/**
 * Loads the table reader with the first import. It is uploaded beside the bundle, as the printer is
 * (printer.ts).
 */
export const tables = (): Promise<TableReader> => import('./lazy/table.mjs')
