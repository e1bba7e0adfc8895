import { signal } from '@preact/signals'
import type { Result } from '../api/call.ts'
import { type Act, type Answered, assertStorable, type GivenAct, type StorageTrouble } from './act.ts'
import type { Put } from './engine.ts'

/** Every act of this device that the server has not answered, in the order in which they are sent. */
export const acts = signal<readonly Act[]>([])
/** Why acts are kept by this page alone, which must not be closed then. Null: everything is stored. */
export const storageTrouble = signal<StorageTrouble | null>(null)

type AnswerListener = (act: Act, result: Result<unknown>) => void

const answerListeners = new Set<AnswerListener>()
const endListeners = new Set<(personId: string) => void>()
let signedIn: () => readonly string[] = () => []

/** Loads what stores and sends, which no first screen waits for. It is loaded once; a failure is tried again. */
const load = async () =>
  (await import('./sender.ts')).openSender({
    signedIn: () => signedIn(),
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
let loading: ReturnType<typeof load> | null = null

function sender(): ReturnType<typeof load> {
  loading ??= load().catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

/** Whether acts can be put, once what stores them is there. */
export const outboxReady = (): Promise<boolean> =>
  sender().then(
    () => true,
    () => false,
  )

/** Stores an act, then sends it. Throws for a code: it may not be stored (R35). */
export async function put(given: GivenAct): Promise<Put> {
  assertStorable(given.address)
  return (await sender()).put(given)
}

/** Notes that the person has gone on without an act's answer. */
export const wentOn = async (key: string): Promise<void> => (await sender()).wentOn(key)

/** Forgets an act whose refusal the person has just been told. */
export const dismiss = async (key: string): Promise<void> => (await sender()).dismiss(key)

/** Sends a refused act once more: it has happened, whatever the server says. */
export const again = async (key: string): Promise<void> => (await sender()).again(key)

/** Puts a refused act aside for good: it is kept, shown and exported. What follows it in its group is sent. */
export const aside = async (key: string): Promise<void> => (await sender()).aside(key)

/** Sends a person's acts who has opened a session on this device. */
export const resume = async (personId: string): Promise<void> => (await sender()).resume(personId)

/** Sends at once what waits for a person, who asks for it. */
export async function hurry(personId: string): Promise<void> {
  const it = await sender()
  await it.resume(personId)
  await it.hurry()
}

/** Takes the answers that came to a person's acts while no page was open. */
export const takeAnswers = async (personId: string): Promise<readonly Answered[]> =>
  (await sender()).takeAnswers(personId)

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

/**
 * Begins to send, and goes on whenever it may help: the network is back, the person looks, another tab has news. `who` says
 * whose sessions this device has.
 */
export function startOutbox(who: () => readonly string[]): void {
  signedIn = who
  // Where it cannot be loaded now, the next of these events tries again.
  const on = (event: 'hurry' | 'send' | 'leave') => () =>
    void sender()
      .then((it) => it[event]())
      .catch(() => {})
  addEventListener('online', on('hurry'))
  addEventListener('pageshow', on('hurry'))
  addEventListener('focus', on('send'))
  document.addEventListener('visibilitychange', () => on(document.hidden ? 'leave' : 'hurry')())
  on('hurry')()
}
