import type { CounterHold } from '../../worker/api/holds/answers.ts'
import { type AnswerAt, api, call, type InputAt, type Result, type WriteAddress } from '../api/call.ts'
import { action, forgetActions, keyFor as keyOf } from '../offline/action.ts'
import { busy, ended } from './state.ts'

/** The writes a clerk can do with a hold. */
export type HoldWrite = Extract<WriteAddress, `POST /api/holds/:shipmentId/${string}`>

/** Returns the key to poll an action with: the earlier key if no answer came, otherwise a new one. */
export const keyFor = (address: HoldWrite, shipmentId: string, body: unknown): string =>
  keyOf(address, { shipmentId }, body)

/**
 * Posts an action on a hold. See `action`; `unrepeatable` and `key` are its own. `quiet` is for polling, which does not
 * show as busy.
 */
export async function postHold<A extends HoldWrite>(
  address: A,
  shipmentId: string,
  body: InputAt<A>,
  { unrepeatable, key, quiet = false }: { unrepeatable?: boolean; key?: string; quiet?: boolean } = {},
): Promise<Result<AnswerAt<A>>> {
  if (!quiet) busy.value = true
  const answer = await action<HoldWrite>(address, { shipmentId }, body, {
    ...{ unrepeatable, key },
    ended: () => {
      ended.value = true
    },
  })
  if (!quiet) busy.value = false
  return answer as Result<AnswerAt<A>>
}

/** Passes an answer on, and notes when it says that the session is over. */
export async function noticing<T>(asked: Promise<Result<T>>): Promise<Result<T>> {
  const answer = await asked
  if (answer.status === 401) ended.value = true
  return answer
}

/** Reads a hold with the whole labels of its scanned parcels. They go in a body, as addresses are logged. */
export const readHold = (shipmentId: string, scanned: readonly string[] = []): Promise<Result<CounterHold>> =>
  noticing<CounterHold>(
    scanned.length > 0
      ? call(api.holds.open, { shipmentId }, { labels: [...scanned] })
      : call(api.holds.read, { shipmentId }),
  )

/** Finds the hold of a scanned or typed label. Answers 404 for a label that this point does not have. */
export const findHold = (label: string): Promise<Result<CounterHold>> =>
  noticing(call(api.holds.find, {}, { labels: [label] }))

/** Asks for the address that only takes the payment, for a QR code on this screen (R30). Nothing keeps it. */
export const paymentAddress = (shipmentId: string): Promise<Result<{ url: string }>> =>
  noticing(call(api.holds.payment, { shipmentId }))

/** Forgets unanswered actions, which belong to whoever was signed in. */
export const forgetKeys = forgetActions
