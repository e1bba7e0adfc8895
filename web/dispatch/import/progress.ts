import type { EntryRefusal } from './reading.ts'

/** How far a file has been sent: numbers and codes only, none of its content. */
export interface ImportProgress {
  /** The number of parts. Another number means the file is split differently, so sending begins anew. */
  of: number
  done: [batch: number, created: number, known: number][]
  refused: EntryRefusal[]
  at: number
}

const KEY = 'sesame.imports'
const KEPT = 5

type Stored = Record<string, ImportProgress>
/** The part of `localStorage` that is used. It throws in some private windows; then nothing is remembered. */
export type ProgressStore = Pick<Storage, 'getItem' | 'setItem'>

function readAll(store: ProgressStore): Stored {
  try {
    return (JSON.parse(store.getItem(KEY) ?? '{}') ?? {}) as Stored
  } catch {
    return {}
  }
}

function writeAll(store: ProgressStore, all: Stored): void {
  const latest = Object.entries(all).sort(([, a], [, b]) => b.at - a.at)
  try {
    store.setItem(KEY, JSON.stringify(Object.fromEntries(latest.slice(0, KEPT))))
  } catch {
    // Storage is full or forbidden. Sending the whole file again is harmless, but takes longer.
  }
}

/** Returns the progress of a file by its fingerprint if it was split into as many parts, else none. */
export function progressOf(store: ProgressStore, fingerprint: string, of: number): ImportProgress {
  const found = readAll(store)[fingerprint]
  const usable = found?.of === of && Array.isArray(found.done) && Array.isArray(found.refused)
  return usable ? found : { of, done: [], refused: [], at: 0 }
}

export const rememberProgress = (store: ProgressStore, fingerprint: string, progress: ImportProgress): void =>
  writeAll(store, { ...readAll(store), [fingerprint]: progress })

/** Forgets a file after its last part, so that choosing it again checks it again. */
export function forgetProgress(store: ProgressStore, fingerprint: string): void {
  const { [fingerprint]: _gone, ...rest } = readAll(store)
  writeAll(store, rest)
}
