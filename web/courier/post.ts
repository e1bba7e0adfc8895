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
import { endedHere, loadState, refreshStop } from './round-state.ts'

/** Keys of actions whose answer never came, so that a repetition does not do them twice. */
const open = new Map<string, string>()

/** The writes a courier can do at a stop. */
export type StopWrite = Extract<WriteAddress, `POST /api/stops/:shipmentId/${string}`>

const sameAs = (path: string, body: unknown) => `${path} ${JSON.stringify(body)}`

/** Returns the key to poll an action with: the earlier key if no answer came, otherwise a new one. */
export const keyFor = (address: StopWrite, shipmentId: string, body: unknown): string =>
  open.get(sameAs(hrefOf(address, { shipmentId }), body)) ?? newKey()

/**
 * Posts an action at a stop. Tapping "try again" after a lost answer sends the same key for the same body.
 * `unrepeatable` is for a PIN: its body may not be remembered (R35), so each entry is its own action. `key`: see
 * `keyFor`.
 */
export async function postStop<A extends StopWrite>(
  address: A,
  shipmentId: string,
  body: InputAt<A>,
  { unrepeatable = false, key: given }: { unrepeatable?: boolean; key?: string } = {},
): Promise<Result<AnswerAt<A>>> {
  const path = hrefOf<StopWrite>(address, { shipmentId })
  const same = unrepeatable ? '' : sameAs(path, body)
  const key = given ?? open.get(same) ?? newKey()
  const answer: Result<AnswerAt<A>> = await callAny(address, { shipmentId }, body, { key })
  if (!unrepeatable && answer.status === 0) open.set(same, key)
  else open.delete(same)
  if (answer.status === 401) endedHere()
  return answer
}

/**
 * Asks for the address that only takes the payment, for a QR code that anybody at the door may scan (R30). Nothing keeps
 * it. A refusal says that the stop is another one by now, so it is read again.
 */
export async function paymentAddress(shipmentId: string): Promise<Result<{ url: string }>> {
  const answer = await call(api.stops.payment, { shipmentId })
  if (answer.status === 401) endedHere()
  else if (!answer.ok && answer.code === 'offline') loadState.value = 'offline'
  else if (!answer.ok) void refreshStop(shipmentId)
  return answer
}
