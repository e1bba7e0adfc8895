import type { ParamsOf } from '../../worker/api/operation.ts'
import {
  type AnswerAt,
  callAny,
  type Failure,
  type InputAt,
  newKey,
  type Result,
  type WriteAddress,
} from '../api/call.ts'
import { type Act, assertStorable, type GivenAct, isSecret } from './act.ts'
import type { Put } from './engine.ts'
import { acts, dismiss, outboxReady, put, wentOn } from './outbox.ts'
import { outcomeOf } from './outcome.ts'

/** Whose act is queued, and what it stands for. `at` is now unless the screen knows a better clock. */
export interface QueueOptions extends Pick<GivenAct, 'personId' | 'role' | 'group' | 'base' | 'late'> {
  at?: string
  /** How long the live answer is waited for before the act counts as queued. */
  waitMs?: number
}

export interface ActionOptions {
  /** Stores the act before it is sent, and sends it until it is answered. Without it one answer is waited for. */
  queue?: QueueOptions | undefined
  /** The key to poll an earlier action with. */
  key?: string | undefined
  query?: Record<string, string> | undefined
  /** Its body may not be remembered, as that of a code never is (R35): each entry is an action of its own. */
  unrepeatable?: boolean | undefined
  /** Hears that the session has ended. */
  ended?: (() => void) | undefined
}

/** What `action` touches outside itself. Tests pass in their own. */
export interface ActionDeps {
  call: typeof callAny
  put: (given: GivenAct) => Promise<Put>
  wentOn: (key: string) => Promise<void>
  dismiss: (key: string) => Promise<void>
  /** Whether the outbox can take anything. */
  ready: () => Promise<boolean>
  acts: () => readonly Act[]
  now: () => number
  newKey: () => string
  wait: (ms: number) => Promise<void>
}

/** How long a person is kept waiting for a live answer to what is queued. */
const WAIT_MS = 4_000

/** The result of an act that waits in the outbox: the person goes on, and the answer comes later. */
export const QUEUED: Failure = { ok: false, status: 0, code: 'queued', problem: {} }

/** Whether the person may go on, as the act is stored and will be sent. */
export const isQueued = (result: Result<unknown>): boolean => !result.ok && result.code === QUEUED.code

type Address = WriteAddress
type Params = Record<string, string>

const contentOf = (address: Address, params: Params, body: unknown, query: Params = {}): string =>
  JSON.stringify([address, params, body, query])

/** Builds `action` on the given call, outbox and clock. */
export function createAction(deps: ActionDeps) {
  /** Keys of actions whose answer never came, so that a repetition does not do them twice. */
  const open = new Map<string, string>()
  const underway = new Map<string, Promise<Result<unknown>>>()

  const live = async (
    address: Address,
    params: Params,
    body: unknown,
    { key: given, query, unrepeatable }: ActionOptions,
  ): Promise<Result<unknown>> => {
    if (unrepeatable) return deps.call(address, params, body, { key: given ?? deps.newKey(), query })
    const content = contentOf(address, params, body, query)
    const key = given ?? open.get(content) ?? deps.newKey()
    open.set(content, key)
    const answer: Result<unknown> = await deps.call(address, params, body, { key, query })
    // After no answer or a server's fault it may have happened.
    if (outcomeOf(answer).kind !== 'unanswered') open.delete(content)
    return answer
  }

  const queued = async (
    address: Address,
    params: Params,
    body: unknown,
    { at, waitMs = WAIT_MS, ...given }: QueueOptions,
  ): Promise<Result<unknown>> => {
    assertStorable(address)
    // An outbox that cannot even be loaded must not keep the person from acting.
    if (!(await deps.ready())) return live(address, params, body, {})
    const last = deps.acts().findLast((act) => act.personId === given.personId && act.group === given.group)
    // The same once more, while it waits, is the same act.
    if (
      last?.state === 'waiting' &&
      contentOf(last.address, last.params, last.body) === contentOf(address, params, body)
    )
      return QUEUED
    const act = { ...given, address, params, body, at: at ?? new Date(deps.now()).toISOString() }
    const { queued: kept, tried } = await deps.put(act)
    const answer = await Promise.race([tried, deps.wait(waitMs)])
    const kind = answer ? outcomeOf(answer).kind : 'unanswered'
    // Whoever hears that it is refused does something else, so nothing of it has happened.
    if (kind === 'refused') await deps.dismiss(kept.key)
    if (answer && kind !== 'unanswered') return answer
    await deps.wentOn(kept.key)
    return QUEUED
  }

  const any = (address: Address, params: Params, body: unknown, given: ActionOptions = {}) => {
    const options = { ...given, unrepeatable: given.unrepeatable || isSecret(address) }
    const run = async () => {
      const { queue } = options
      const answer = await (queue
        ? queued(address, params, body, queue)
        : live(address, params, body, options))
      if (answer.status === 401) options.ended?.()
      return answer
    }
    if (options.unrepeatable) return run()
    // A second tap waits for the answer of the first.
    const same = contentOf(address, params, [body, options.key ?? ''], options.query)
    const before = underway.get(same)
    if (before) return before
    const answer = run().finally(() => underway.delete(same))
    underway.set(same, answer)
    return answer
  }

  return {
    action: any as Action,
    /** Returns the key to poll an action with: the earlier key if no answer came, otherwise a new one. */
    keyFor: (address: Address, params: Params, body: unknown): string =>
      open.get(contentOf(address, params, body)) ?? deps.newKey(),
    /** Forgets unanswered actions, which belong to whoever was signed in. */
    forgetActions: (): void => open.clear(),
  }
}

/**
 * The one way in which every screen writes. It never throws: the result says whether it worked. Tapping again after a lost
 * answer sends the same key, so that nothing is done twice; a second tap meanwhile gets the answer of the first. With
 * `queue` the act is stored first and outlives the page; then the code `queued` (see `isQueued`) says that the person may
 * go on without the answer.
 */
type Action = <A extends WriteAddress>(
  address: A,
  params: ParamsOf<A>,
  body: InputAt<A>,
  options?: ActionOptions,
) => Promise<Result<AnswerAt<A>>>

export const { action, keyFor, forgetActions } = createAction({
  call: callAny,
  put,
  wentOn,
  dismiss,
  ready: outboxReady,
  acts: () => acts.value,
  now: () => Date.now(),
  newKey,
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
})
