import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { Act, StorageTrouble } from './act.ts'

interface Stores extends DBSchema {
  acts: { key: string; value: Act }
  /** The device's id, the last number of each person's acts, and who is signed in. */
  meta: { key: string; value: string | number | string[] }
  /** What screens keep of a person, by the person and a name. */
  kept: { key: [personId: string, name: string]; value: unknown }
}

type Database = IDBPDatabase<Stores>
type Mode = 'readonly' | 'readwrite'
type Transaction = IDBPTransaction<Stores, StoreNames<Stores>[], 'readwrite'>

/** The result of a transaction, or why it could not be carried out. */
export type Done<T> = { ok: true; value: T } | { ok: false; why: StorageTrouble }

const NAME = 'sesame'
const VERSION = 1
/** How long a transaction may take. A browser may leave one unanswered for ever; a person waits for it. */
const LIMIT_MS = 4_000
/** How long after that one was left unanswered. */
const HUNG_LIMIT_MS = 200

let opened: Promise<Database> | null = null
let hung = false

/** Opens the database. One that a newer version of the app has made is used as it is. */
function open(): Promise<Database> {
  const callbacks = {
    // A newer version of the app waits for this page to let go. The next transaction opens it anew.
    blocking: (_now: number, _next: number | null, event: IDBVersionChangeEvent) => {
      ;(event.target as IDBDatabase).close()
      opened = null
    },
    terminated: () => {
      opened = null
    },
  }
  const opening = async () => {
    try {
      return await openDB<Stores>(NAME, VERSION, {
        ...callbacks,
        upgrade: (database) => {
          database.createObjectStore('acts', { keyPath: 'key' })
          database.createObjectStore('meta')
          database.createObjectStore('kept')
        },
      })
    } catch (error) {
      if ((error as DOMException).name !== 'VersionError') throw error
      return openDB<Stores>(NAME, undefined, callbacks)
    }
  }
  opened ??= opening()
  opened.catch(() => {
    opened = null
  })
  return opened
}

/** Begins a transaction. A connection that was closed under us is opened once more. */
async function begin(names: StoreNames<Stores>[], mode: Mode): Promise<Transaction> {
  // What is acknowledged has to survive the loss of power.
  const start = async () => (await open()).transaction(names, mode, { durability: 'strict' }) as Transaction
  try {
    return await start()
  } catch (error) {
    if ((error as DOMException).name !== 'InvalidStateError') throw error
    opened = null
    return start()
  }
}

const whyOf = (error: unknown): StorageTrouble =>
  (error as DOMException | null)?.name === 'QuotaExceededError' ? 'full' : 'none'

/** Carries out one transaction within a time limit. Never rejects. */
export async function transact<T>(
  names: StoreNames<Stores>[],
  mode: Mode,
  work: (transaction: Transaction) => Promise<T>,
): Promise<Done<T>> {
  let transaction: Transaction | undefined
  let late = false
  const run = async (): Promise<Done<T>> => {
    try {
      transaction = await begin(names, mode)
      // Whoever asked has gone on without it.
      if (late) transaction.abort()
      transaction.done.catch(() => {})
      const value = await work(transaction)
      await transaction.done
      hung = false
      return { ok: true, value }
    } catch (error) {
      return { ok: false, why: whyOf(transaction?.error ?? error) }
    }
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<Done<T>>((done) => {
    timer = setTimeout(
      () => {
        late = hung = true
        try {
          transaction?.abort()
        } catch {
          // It is being committed. Its act keeps its key, so that having it twice does no harm.
        }
        done({ ok: false, why: 'none' })
      },
      hung ? HUNG_LIMIT_MS : LIMIT_MS,
    )
  })
  const done = await Promise.race([run(), limit])
  clearTimeout(timer)
  return done
}
