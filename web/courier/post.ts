import { type AnswerAt, api, call, type InputAt, type Result, type WriteAddress } from '../api/call.ts'
import { action, keyFor as keyOf } from '../offline/action.ts'
import { endedHere, loadState, refreshStop } from './round-state.ts'

/** The writes a courier can do at a stop. */
export type StopWrite = Extract<WriteAddress, `POST /api/stops/:shipmentId/${string}`>

/** Returns the key to poll an action with: the earlier key if no answer came, otherwise a new one. */
export const keyFor = (address: StopWrite, shipmentId: string, body: unknown): string =>
  keyOf(address, { shipmentId }, body)

/** Posts an action at a stop. See `action`; `unrepeatable` and `key` are its own. */
export const postStop = <A extends StopWrite>(
  address: A,
  shipmentId: string,
  body: InputAt<A>,
  { unrepeatable, key }: { unrepeatable?: boolean; key?: string } = {},
): Promise<Result<AnswerAt<A>>> =>
  action<StopWrite>(address, { shipmentId }, body, { unrepeatable, key, ended: endedHere }) as Promise<
    Result<AnswerAt<A>>
  >

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
