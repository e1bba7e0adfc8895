import type { Result } from '../api/call.ts'
import {
  type Act,
  type ActStore,
  type Added,
  assertStorable,
  type GivenAct,
  type News,
  type StorageTrouble,
} from './act.ts'
import { outcomeOf } from './outcome.ts'
import * as queue from './queue.ts'
import { createView } from './view.ts'

/** One answer of the server, and how long it asked to be left in peace for. */
export interface Posted {
  result: Result<unknown>
  retryAfterMs?: number | undefined
}

/** What the outbox touches outside itself. Tests pass in their own. */
export interface OutboxDeps {
  store: ActStore
  /** Sends an act once. Never rejects. */
  post: (act: Act) => Promise<Posted>
  /** Signs an act by this device; null: it has no key for the act's person. Never rejects. */
  sign: (act: Act) => Promise<string | null>
  /** Runs work while no other tab does. */
  alone: <T>(work: () => Promise<T>) => Promise<T>
  /** The persons whose sessions this device has, as far as it knows. */
  signedIn: () => readonly string[]
  now: () => number
  random: () => number
  newKey: () => string
  /** Calls back after a while, unless it is called before that. Null cancels. */
  later: (ms: number | null, then: () => void) => void
  /** Tells the other tabs. */
  tell: (news: News) => void
  /** Hears of every change. */
  onChange: (acts: readonly Act[], trouble: StorageTrouble | null) => void
  /** Hears of every definite answer, whichever tab got it. */
  onAnswered: (act: Act, result: Result<unknown>) => void
  /** Hears that a person's session has ended, so that nothing of theirs is sent until `resume`. */
  onSignedOut: (personId: string) => void
}

export interface Put {
  queued: Act
  /** The first try's answer, whatever it is. */
  tried: Promise<Result<unknown>>
  /** The first definite answer: done, or refused. It may never come while this page lives; it never rejects. */
  answer: Promise<Result<unknown>>
}

/** A result that screens wait for. */
interface Awaited {
  tried: PromiseWithResolvers<Result<unknown>>
  answer: PromiseWithResolvers<Result<unknown>>
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  // The method of this name is younger than the browsers we serve.
  let resolvers!: Omit<PromiseWithResolvers<T>, 'promise'>
  const promise = new Promise<T>((resolve, reject) => {
    resolvers = { resolve, reject }
  })
  return { promise, ...resolvers }
}

/**
 * Builds the outbox (R36): what a person does is stored first and sent afterwards, in order within its group, each with
 * its own key, until the server answers. Tabs take turns act by act; should two send at once, the keys make that harmless,
 * and the next of a group is sent only once the one before it was answered and that was stored.
 */
export function createOutbox(deps: OutboxDeps) {
  const { store, now } = deps
  const view = createView(deps.newKey)
  const awaited = new Map<string, Awaited>()
  const ended = new Set<string>()
  let trouble: StorageTrouble | null = null
  let adding: Promise<unknown> = Promise.resolve()
  let sending: Promise<void> | null = null
  let wanted = false
  /** How often a session was opened. */
  let resumed = 0

  const persons = () => deps.signedIn().filter((personId) => !ended.has(personId))
  const changed = () => {
    if (!view.holdsAny()) trouble = null
    deps.onChange(view.acts(), trouble)
  }

  let reads = 0
  let lastRead = 0
  /** Reads what is stored. Of two reads at a time the one that began later counts. */
  const refresh = async (): Promise<Act[]> => {
    const read = ++reads
    const acts = await store.all()
    if (acts && read > lastRead) {
      lastRead = read
      view.read(acts)
    }
    changed()
    return view.acts()
  }

  /** Changes an act. A change that cannot be stored lives as long as this page, unless it has to be stored. */
  const change = async (key: string, to: (act: Act) => Act | null, hasToBeStored = false) => {
    if (view.changeUnstored(key, to)) return
    const why = await store.change(key, (kept) => view.changed(kept, to))
    if (why) trouble = why
    if (!why) view.keepChange(key, null)
    else if (!hasToBeStored) view.keepChange(key, to)
  }

  /** Passes an answer on to whoever waits for it here. */
  const hear = (act: Act, result: Result<unknown>) => {
    awaited.get(act.key)?.tried.resolve(result)
    if (!queue.isDefinite(outcomeOf(result))) return
    awaited.get(act.key)?.answer.resolve(result)
    awaited.delete(act.key)
    deps.onAnswered(act, result)
  }

  /** Sends the next act, if there is one. What was stored before is read anew, as another tab may have sent it. */
  const step = async (): Promise<boolean> => {
    const acts = await refresh()
    const act = persons()
      .map((personId) => queue.nextToSend(acts, now(), personId))
      .find((next) => next !== null)
    if (!act) return false
    const before = resumed
    const { result, retryAfterMs } = await deps.post(act)
    const outcome = outcomeOf(result, retryAfterMs)
    if (outcome.kind === 'signed-out') {
      // A session that was opened meanwhile is not the one that has ended.
      if (resumed !== before) return true
      ended.add(act.personId)
      deps.onSignedOut(act.personId)
    }
    await change(act.key, (kept) => queue.answered(kept, outcome, now(), deps.random()))
    await refresh()
    hear(act, result)
    deps.tell({ answered: { act, result } })
    return true
  }

  const plan = () => {
    const pauses = persons().map((personId) => queue.nextTryIn(view.acts(), now(), personId) ?? Infinity)
    const next = Math.min(...pauses)
    deps.later(next === Infinity ? null : next, () => void send())
  }

  const drain = async () => {
    try {
      while (wanted) {
        wanted = false
        // There may be room by now.
        for (const key of view.changedHere()) await change(key, (act) => act)
        while (await deps.alone(step));
      }
    } finally {
      sending = null
      plan()
    }
  }

  /** Sends whatever is due. Returns when nothing more is. */
  const send = (): Promise<void> => {
    wanted = true
    sending ??= drain()
    return sending
  }

  const add = async (given: GivenAct, key: string): Promise<Act> => {
    const act = { ...given, key, state: 'waiting', tries: 0, nextTryAt: 0, refusal: null } as const
    // What follows an act that only this page has may not overtake it.
    const added: Added = view.holds(given) ? { ok: false, why: trouble ?? 'none' } : await store.add(act)
    if (!added.ok) {
      trouble = added.why
      return view.addUnstored(act)
    }
    // The store counts the act first, and no transaction waits for a signature. One that is not kept is made again
    // when the act is sent.
    const proof = await deps.sign(added.act)
    if (proof !== null) await change(key, (kept) => ({ ...kept, proof }))
    return added.act
  }

  return {
    /** Stores an act and begins to send it. Throws for a code, which may not be stored. */
    put: async (given: GivenAct): Promise<Put> => {
      assertStorable(given.address)
      const key = given.key ?? deps.newKey()
      const here: Awaited = { tried: withResolvers(), answer: withResolvers() }
      awaited.set(key, here)
      const stored = adding.then(() => add(given, key))
      adding = stored
      const queued = await stored
      await refresh()
      deps.tell({})
      void send()
      return { queued, tried: here.tried.promise, answer: here.answer.promise }
    },
    send,
    refresh,
    /** Sends at once what waits because no answer came: the network is back, or the person looks again. */
    hurry: async (): Promise<void> => {
      for (const act of await refresh()) if (queue.hurried(act) !== act) await change(act.key, queue.hurried)
      await send()
    },
    /** Sends this person's acts again, who has opened a session. */
    resume: (personId: string): Promise<void> => {
      resumed++
      ended.delete(personId)
      return send()
    },
    /** Sends a refused act once more. */
    again: async (key: string): Promise<void> => {
      await change(key, queue.again)
      await refresh()
      deps.tell({})
      await send()
    },
    /** Notes that the person has gone on without an act's answer, so that what it says has happened by now. */
    wentOn: async (key: string): Promise<void> => {
      await change(key, queue.wentOn)
      await refresh()
    },
    /** Forgets an act whose refusal the person has just been told: nothing has happened. */
    dismiss: async (key: string): Promise<void> => {
      await change(key, (act) => (act.state === 'attention' ? null : act))
      await refresh()
      deps.tell({})
      await send()
    },
    /**
     * Puts a refused act aside for good; then what follows it in its group is sent. When that cannot be stored nothing
     * changes, as another tab could still send it, after what follows it.
     */
    aside: async (key: string): Promise<void> => {
      await change(key, queue.aside, true)
      await refresh()
      deps.tell({})
      await send()
    },
    /** Takes another tab's news. */
    heard: async ({ answered }: News): Promise<void> => {
      await refresh()
      if (answered) hear(answered.act, answered.result)
      if (!sending) plan()
    },
  }
}
