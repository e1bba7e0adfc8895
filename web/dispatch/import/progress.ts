import type { Refusal } from './reading.ts'

/** How far a file has been sent: numbers and codes, nothing that stands in it. */
export interface Progress {
  /** The parts in all; another number is another way of cutting, and begins anew. */
  of: number
  done: [batch: number, created: number, known: number][]
  refused: Refusal[]
  at: number
}

const KEY = 'sesame.imports'
const KEPT = 5

type Stored = Record<string, Progress>
/** What `localStorage` is to us; it throws in some private windows, and then nothing is remembered. */
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
    // Full or forbidden: a repetition of the whole file is harmless, only longer.
  }
}

/** The progress of a file by its print, if it was cut in as many parts; else from the beginning. */
export function progressOf(store: Store, print: string, of: number): Progress {
  const found = readAll(store)[print]
  const usable = found?.of === of && Array.isArray(found.done) && Array.isArray(found.refused)
  return usable ? found : { of, done: [], refused: [], at: 0 }
}

export const remember = (store: Store, print: string, progress: Progress): void =>
  writeAll(store, { ...readAll(store), [print]: progress })

/** After the last part nothing is kept: the same file again is looked at again. */
export function forget(store: Store, print: string): void {
  const { [print]: _gone, ...rest } = readAll(store)
  writeAll(store, rest)
}
