import { signal } from '@preact/signals'
import type { Result } from '../api/call.ts'
import type { Act, GivenAct, StorageTrouble } from './act.ts'
import { openNews, sending } from './deps.ts'
import { createOutbox, type Put } from './engine.ts'
import { noteSignedIn } from './store.ts'

/** Every act of this device that the server has not answered, in the order in which they are sent. */
export const acts = signal<readonly Act[]>([])
/** Why acts are kept by this page alone, which must not be closed then. Null: everything is stored. */
export const storageTrouble = signal<StorageTrouble | null>(null)

type AnswerListener = (act: Act, result: Result<unknown>) => void

const answerListeners = new Set<AnswerListener>()
const endListeners = new Set<(personId: string) => void>()
let signedIn: () => readonly string[] = () => []
let tell: ReturnType<typeof openNews> = () => {}
let timer: ReturnType<typeof setTimeout> | undefined

const outbox = createOutbox({
  ...sending,
  signedIn: () => signedIn(),
  later: (ms, then) => {
    clearTimeout(timer)
    if (ms !== null) timer = setTimeout(then, ms)
  },
  tell: (news) => tell(news),
  onChange: (next, trouble) => {
    acts.value = next
    storageTrouble.value = trouble
  },
  onAnswered: (act, result) => {
    for (const listener of answerListeners) listener(act, result)
  },
  onSignedOut: (personId) => {
    for (const listener of endListeners) listener(personId)
  },
})

/** Sends what is due. */
export const { send, again, aside } = outbox

/** Calls back with every act that was done or refused, in any tab. Returns how to stop. */
export function onAnswered(listener: AnswerListener): () => void {
  answerListeners.add(listener)
  return () => answerListeners.delete(listener)
}

/** Calls back when a session has ended and its person's acts wait for the next one. Returns how to stop. */
export function onSignedOut(listener: (personId: string) => void): () => void {
  endListeners.add(listener)
  return () => endListeners.delete(listener)
}

interface SyncRegistration extends ServiceWorkerRegistration {
  /** Chromium alone has it. */
  sync?: { register: (tag: string) => Promise<void> }
}

/** Asks the browser to wake the service worker once there is a network, should no page be open then. */
async function askForSync(): Promise<void> {
  try {
    const registration: SyncRegistration | undefined = await navigator.serviceWorker?.getRegistration()
    await registration?.sync?.register('sesame-outbox')
  } catch {
    // It may be forbidden. The next page that is opened sends.
  }
}

/** Stores an act, then sends it. Throws for a code: it may not be stored (R35). */
export async function put(given: GivenAct): Promise<Put> {
  const done = await outbox.put(given)
  void done.tried.then((result) => {
    if (result.status === 0) void askForSync()
  })
  return done
}

/** Sends a person's acts who has opened a session on this device. */
export function resume(personId: string): Promise<void> {
  void noteSignedIn(signedIn())
  return outbox.resume(personId)
}

/**
 * Begins to send, and goes on whenever it may help: the network is back, the person looks, another tab has news. `who` says
 * whose sessions this device has.
 */
export function startOutbox(who: () => readonly string[]): void {
  signedIn = who
  tell = openNews((news) => void outbox.heard(news))
  addEventListener('online', () => void outbox.hurry())
  addEventListener('pageshow', () => void outbox.hurry())
  addEventListener('focus', () => void outbox.send())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void outbox.hurry()
    else if (acts.value.some(({ state }) => state === 'waiting')) void askForSync()
  })
  void noteSignedIn(who())
  void outbox.hurry()
}
