import type { CounterHold } from '../../worker/api/holds/answers.ts'
import {
  type AnswerAt,
  api,
  call,
  callAny,
  hrefOf,
  type InputAt,
  newKey,
  type Result,
  type WriteAddress,
} from '../api/call.ts'
import { busy, ended } from './state.ts'

/** Keys of actions whose answer never came: repeating them must not do them twice. */
const open = new Map<string, string>()

/** What a clerk does with a hold. */
export type HoldWrite = Extract<WriteAddress, `POST /api/holds/:shipmentId/${string}`>

const sameAs = (path: string, body: unknown) => `${path} ${JSON.stringify(body)}`

/** The key of an action that is asked about again by it: the one of before where no answer came. */
export const keyFor = (address: HoldWrite, shipmentId: string, body: unknown): string =>
  open.get(sameAs(hrefOf(address, { shipmentId }), body)) ?? newKey()

/**
 * Posts an action on a hold. The same action after a lost answer is sent with the same key. `once` is for codes:
 * they may not be remembered, so every entry is an action of its own. `key` comes from `keyFor`;
 * `quiet` is what goes on by itself.
 */
export async function postHold<A extends HoldWrite>(
  address: A,
  shipmentId: string,
  body: InputAt<A>,
  { once = false, key: given, quiet = false }: { once?: boolean; key?: string; quiet?: boolean } = {},
): Promise<Result<AnswerAt<A>>> {
  const path = hrefOf<HoldWrite>(address, { shipmentId })
  const same = once ? '' : sameAs(path, body)
  const key = given ?? open.get(same) ?? newKey()
  if (!quiet) busy.value = true
  const answer: Result<AnswerAt<A>> = await callAny(address, { shipmentId }, body, { key })
  if (!quiet) busy.value = false
  if (!once && answer.status === 0) open.set(same, key)
  else open.delete(same)
  if (answer.status === 401) ended.value = true
  return answer
}

/** Notices the end of the session, whatever was asked. */
export async function noticing<T>(asked: Promise<Result<T>>): Promise<Result<T>> {
  const answer = await asked
  if (answer.status === 401) ended.value = true
  return answer
}

/** A hold, with the labels whole that were scanned of it. Labels go in a body, since an address is kept. */
export const readHold = (shipmentId: string, scanned: readonly string[] = []): Promise<Result<CounterHold>> =>
  noticing<CounterHold>(
    scanned.length > 0
      ? call(api.holds.open, { shipmentId }, { labels: [...scanned] })
      : call(api.holds.read, { shipmentId }),
  )

/** The hold that a scanned or typed label is of; 404 for what this point does not have. */
export const findHold = (label: string): Promise<Result<CounterHold>> =>
  noticing(call(api.holds.find, {}, { labels: [label] }))

/** What was not answered belongs to who was signed in. */
export const forgetKeys = (): void => open.clear()
