import type { ParamsOf } from '../../worker/api/operation.ts'
import { contentOf, createLive, type LiveDeps, type LiveOptions } from '../api/action.ts'
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

export interface ActionOptions extends LiveOptions {
  /** Stores the act before it is sent, and sends it until it is answered. Without it one answer is waited for. */
  queue?: QueueOptions | undefined
  /** Whose action it is. In another person's session it is refused like one without a session. */
  by?: string | undefined
}

/** What `action` touches outside itself. Tests pass in their own. */
export interface ActionDeps extends LiveDeps {
  put: (given: GivenAct) => Promise<Put>
  wentOn: (key: string) => Promise<void>
  dismiss: (key: string) => Promise<void>
  /** Whether the outbox can take anything. */
  ready: () => Promise<boolean>
  acts: () => readonly Act[]
  now: () => number
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

/** Tabs share a cookie, and somebody else may have signed in by now in another one. */
const headersOf = (personId: string | undefined) =>
  personId === undefined ? undefined : { 'Sesame-Act': `person=${personId}` }

/** Builds `action` on the given call, outbox and clock. */
export function createAction(deps: ActionDeps) {
  const live = createLive(deps)
  const underway = new Map<string, Promise<Result<unknown>>>()

  const queued = async (
    address: Address,
    params: Params,
    body: unknown,
    { at = new Date(deps.now()).toISOString(), waitMs = WAIT_MS, ...given }: QueueOptions,
    key: string | undefined,
  ): Promise<Result<unknown>> => {
    assertStorable(address)
    // An outbox that cannot even be loaded must not keep the person from acting.
    if (!(await deps.ready()))
      return live.action(address, params as never, body as never, { key, headers: headersOf(given.personId) })
    const last = deps.acts().findLast((act) => act.personId === given.personId && act.group === given.group)
    // The same once more, while it waits, is the same act, unless the screen tells them apart.
    if (
      !key &&
      last?.state === 'waiting' &&
      contentOf(last.address, last.params, last.body) === contentOf(address, params, body)
    )
      return QUEUED
    const { queued: kept, tried } = await deps.put({
      ...given,
      ...(key && { key }),
      address,
      params,
      body,
      at,
    })
    const answer = await Promise.race([tried, deps.wait(waitMs)])
    const kind = answer ? outcomeOf(answer).kind : 'unanswered'
    // Whoever hears that it is refused does something else, so nothing of it has happened.
    if (kind === 'refused') await deps.dismiss(kept.key)
    if (answer && kind !== 'unanswered') return answer
    await deps.wentOn(kept.key)
    return QUEUED
  }

  const any = (address: Address, params: Params, body: unknown, given: ActionOptions = {}) => {
    const { queue, by, ...options } = { ...given, unrepeatable: given.unrepeatable || isSecret(address) }
    if (!queue)
      return live.action(address, params as never, body as never, { ...options, headers: headersOf(by) })
    const run = async () => {
      const answer = await queued(address, params, body, queue, options.key)
      if (answer.status === 401) options.ended?.()
      return answer
    }
    // A second tap waits for the answer of the first.
    const same = contentOf(address, params, [body, options.key])
    const answer = underway.get(same) ?? run().finally(() => underway.delete(same))
    underway.set(same, answer)
    return answer
  }

  return {
    action: any as Action,
    keyFor: live.keyFor,
    forgetActions: live.forgetActions,
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
