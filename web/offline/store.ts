import type { Act, ActStore, Added, Answered, StorageTrouble, UncountedAct } from './act.ts'
import { type Done, transact } from './database.ts'

const BASE62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Returns a new device's id: twelve signs by chance. */
function newDevice(): string {
  let id = ''
  while (id.length < 12) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    // The rest of a byte's range would make some signs more likely.
    if (byte < 4 * BASE62.length) id += BASE62[byte % BASE62.length]
  }
  return id
}

const troubleOf = (done: Done<unknown>): StorageTrouble | null => (done.ok ? null : done.why)

async function add(uncounted: UncountedAct): Promise<Added> {
  const done = await transact(['acts', 'meta'], 'readwrite', async (transaction) => {
    const meta = transaction.objectStore('meta')
    const counter = `seq:${uncounted.personId}`
    const device = String((await meta.get('device')) ?? newDevice())
    const seq = Number((await meta.get(counter)) ?? 0) + 1
    const act: Act = { ...uncounted, device, seq }
    await Promise.all([
      meta.put(device, 'device'),
      meta.put(seq, counter),
      transaction.objectStore('acts').add(act),
    ])
    return act
  })
  return done.ok ? { ok: true, act: done.value } : done
}

async function all(): Promise<Act[] | null> {
  const done = await transact(['acts'], 'readonly', (transaction) => transaction.objectStore('acts').getAll())
  return done.ok ? done.value.sort((a, b) => a.seq - b.seq) : null
}

const change: ActStore['change'] = async (key, to) =>
  troubleOf(
    await transact(['acts'], 'readwrite', async (transaction) => {
      const acts = transaction.objectStore('acts')
      const act = await acts.get(key)
      if (!act) return
      const next = to(act)
      if (!next) await acts.delete(key)
      else if (next !== act) await acts.put(next)
    }),
  )

/** The acts of this device, in IndexedDB. */
export const actStore: ActStore = { add, all, change }

/** Notes who is signed in, for the service worker, which sees no other storage. */
export const noteSignedIn = (personIds: readonly string[]): Promise<unknown> =>
  transact(['meta'], 'readwrite', (transaction) =>
    transaction.objectStore('meta').put([...personIds], 'signed-in'),
  )

/** Returns who was last noted as signed in. */
export async function notedSignedIn(): Promise<readonly string[]> {
  const done = await transact(['meta'], 'readonly', (transaction) =>
    transaction.objectStore('meta').get('signed-in'),
  )
  return done.ok && Array.isArray(done.value) ? done.value : []
}

/** Keeps something of a person on this device, such as a round. Returns why it could not be kept. */
export const keep = async (personId: string, name: string, value: unknown): Promise<StorageTrouble | null> =>
  troubleOf(
    await transact(['kept'], 'readwrite', (transaction) =>
      transaction.objectStore('kept').put(value, [personId, name]),
    ),
  )

/** Returns what was kept of a person, or undefined. Whoever kept it knows its form, and which version it has. */
export async function kept(personId: string, name: string): Promise<unknown> {
  const done = await transact(['kept'], 'readonly', (transaction) =>
    transaction.objectStore('kept').get([personId, name]),
  )
  return done.ok ? done.value : undefined
}

const answersAt = (personId: string): [string, string] => [personId, 'answers']

/** Keeps an answer that came while no page was open, until one takes it. */
export const keepAnswer = (answered: Answered): Promise<unknown> =>
  transact(['kept'], 'readwrite', async (transaction) => {
    const store = transaction.objectStore('kept')
    const at = answersAt(answered.act.personId)
    const before = (await store.get(at)) as Answered[] | undefined
    await store.put([...(before ?? []), answered], at)
  })

/** Takes the answers that came to a person's acts while no page was open. */
export async function takeAnswers(personId: string): Promise<readonly Answered[]> {
  const done = await transact(['kept'], 'readwrite', async (transaction) => {
    const store = transaction.objectStore('kept')
    const answers = (await store.get(answersAt(personId))) as Answered[] | undefined
    await store.delete(answersAt(personId))
    return answers
  })
  return (done.ok && done.value) || []
}

/** Deletes what this device keeps under some names of everybody but one person. Unsent acts stay. */
export const forgetOthers = async (
  personId: string,
  names: readonly string[],
): Promise<StorageTrouble | null> =>
  troubleOf(
    await transact(['kept'], 'readwrite', async (transaction) => {
      const kept = transaction.objectStore('kept')
      for (const key of await kept.getAllKeys())
        if (key[0] !== personId && names.includes(key[1])) await kept.delete(key)
    }),
  )

/**
 * Deletes what this device keeps of a person; their unsent acts only when asked to. The numbers of their acts go on: none is
 * ever given twice.
 */
export const forget = async (
  personId: string,
  { keepUnsent }: { keepUnsent: boolean },
): Promise<StorageTrouble | null> =>
  troubleOf(
    await transact(['acts', 'kept'], 'readwrite', async (transaction) => {
      // An array sorts after every string, so that this range ends behind all names.
      await transaction.objectStore('kept').delete(IDBKeyRange.bound([personId, ''], [personId, []]))
      if (keepUnsent) return
      const acts = transaction.objectStore('acts')
      for (const act of await acts.getAll()) if (act.personId === personId) await acts.delete(act.key)
    }),
  )
