import type { Refusal } from './reading.ts'

/** How far a file has been sent: numbers and codes only, none of its content. */
export interface Progress {
  /** The number of parts. Another number means the file is split differently, so sending begins anew. */
  of: number
  done: [batch: number, created: number, known: number][]
  refused: Refusal[]
  at: number
}

const KEY = 'sesame.imports'
const KEPT = 5

type Stored = Record<string, Progress>
/** The part of `localStorage` that is used. It throws in some private windows; then nothing is remembered. */
export type Store = Pick<Storage, 'getItem' | 'setItem'>

function readAll(store: Store): Stored {
  try {
    return (JSON.parse(store.getItem(KEY) ?? '{}') ?? {}) as Stored
  } catch {
    return {}
  }
}

function writeAll(store: Store, all: Stored): void {
  const latest = Object.entries(all).sort(([, a], [, b]) => b.at - a.at)
  try {
    store.setItem(KEY, JSON.stringify(Object.fromEntries(latest.slice(0, KEPT))))
  } catch {
    // Storage is full or forbidden. Sending the whole file again is harmless, but takes longer.
  }
}

/** Returns the progress of a file by its fingerprint if it was split into as many parts, else none. */
export function progressOf(store: Store, print: string, of: number): Progress {
  const found = readAll(store)[print]
  const usable = found?.of === of && Array.isArray(found.done) && Array.isArray(found.refused)
  return usable ? found : { of, done: [], refused: [], at: 0 }
}

export const remember = (store: Store, print: string, progress: Progress): void =>
  writeAll(store, { ...readAll(store), [print]: progress })

/** Forgets a file after its last part, so that choosing it again checks it again. */
export function forget(store: Store, print: string): void {
  const { [print]: _gone, ...rest } = readAll(store)
  writeAll(store, rest)
}
