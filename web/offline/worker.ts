import { openNews, sending } from './deps.ts'
import { createOutbox } from './engine.ts'
import { nextTryIn } from './queue.ts'
import { actStore, notedSignedIn } from './store.ts'

/**
 * Sends what is due from the service worker, when the network is back and no page may be open (Background Sync). Rejects when
 * something still waits, so that the browser calls again later.
 */
export async function sendFromWorker(): Promise<void> {
  const persons = await notedSignedIn()
  const ended = new Set<string>()
  const tell = openNews(() => {})
  const outbox = createOutbox({
    ...sending,
    signedIn: () => persons,
    later: () => {},
    tell,
    onChange: () => {},
    onAnswered: () => {},
    onSignedOut: (personId) => ended.add(personId),
  })
  await outbox.hurry()
  const left = (await actStore.all()) ?? []
  const waits = persons.filter(
    (personId) => !ended.has(personId) && nextTryIn(left, Date.now(), personId) !== null,
  )
  if (waits.length > 0) throw new Error('acts wait')
}
