/**
 * The table reader, built into a module of its own, so that a Worker that imports nothing does not load its
 * library.
 */
export { readImport } from './read-import.ts'
