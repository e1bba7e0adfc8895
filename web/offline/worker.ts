import { openNews, sending } from './deps.ts'
import { createOutbox } from './engine.ts'
import { nextTryIn } from './queue.ts'
import { actStore, keepAnswer, notedSignedIn } from './store.ts'

/** What a service worker knows of its pages; the types of a page lack it. */
interface Clients {
  matchAll: (of: { type: 'window' }) => Promise<readonly unknown[]>
}

/** Whether a page is open that hears of answers itself. */
const isHeard = async (): Promise<boolean> => {
  const { clients } = globalThis as { clients?: Clients }
  return ((await clients?.matchAll({ type: 'window' })) ?? []).length > 0
}

/**
 * Sends what is due from the service worker, when the network is back and no page may be open (Background Sync). Rejects when
 * something still waits, so that the browser calls again later.
 */
export async function sendFromWorker(): Promise<void> {
  const persons = await notedSignedIn()
  const ended = new Set<string>()
  const heard = await isHeard()
  const keeping: Promise<unknown>[] = []
  const tell = openNews(() => {})
  const outbox = createOutbox({
    ...sending,
    signedIn: () => persons,
    later: () => {},
    tell,
    onChange: () => {},
    // What is to be done with a scanned parcel is in the answer. A courier's act says what has happened already.
    onAnswered: (act, result) => {
      if (!heard && result.ok && act.role === 'counter') keeping.push(keepAnswer({ act, result }))
    },
    onSignedOut: (personId) => ended.add(personId),
  })
  await outbox.hurry()
  await Promise.all(keeping)
  const left = (await actStore.all()) ?? []
  const waits = persons.filter(
    (personId) => !ended.has(personId) && nextTryIn(left, Date.now(), personId) !== null,
  )
  if (waits.length > 0) throw new Error('acts wait')
}
