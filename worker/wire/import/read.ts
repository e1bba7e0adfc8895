/** What reads a table, built into a module of its own: a Worker that imports nothing does without its library. */
export { decodeTable } from './decode.ts'
export { readTable } from './table.ts'
