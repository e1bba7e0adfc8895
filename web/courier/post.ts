import { type AnswerAt, api, call, type InputAt, type Result, type WriteAddress } from '../api/call.ts'
import { action, isQueued, keyFor as keyOf } from '../offline/action.ts'
import { clocksNow, lastReading, serverTime } from './clock.ts'
import { courierId, endedHere, loadState, refreshStop, round } from './round-state.ts'

/** The writes a courier can do at a stop. */
export type StopWrite = Extract<WriteAddress, `POST /api/stops/:shipmentId/${string}`>

/** How an action at a stop is sent. */
export interface PostOptions {
  unrepeatable?: boolean
  /** The key to poll an earlier action with. */
  key?: string
  /**
   * Whether the act is stored before it is sent, and outlives this page (R36): `done` once it has happened at the door
   * whatever the answer is, `live` while the courier still waits for the answer.
   */
  queue?: 'done' | 'live'
}

/** Returns the key to poll an action with: the earlier key if no answer came, otherwise a new one. */
export const keyFor = (address: StopWrite, shipmentId: string, body: unknown): string =>
  keyOf(address, { shipmentId }, body)

/** Returns the time of now by the best clock that this tablet has, as an instant. */
export const instantNow = (): string => new Date(serverTime(lastReading.value, clocksNow())).toISOString()

/** An act that has happened is waited for no longer than it takes to see that the network is there after all. */
const DONE_WAIT_MS = 1_500

/** Posts an action at a stop. See `action` and `PostOptions`. */
export async function postStop<A extends StopWrite>(
  address: A,
  shipmentId: string,
  body: InputAt<A>,
  { unrepeatable, key, queue }: PostOptions = {},
): Promise<Result<AnswerAt<A>>> {
  const personId = courierId()
  const base = round.value?.stops.find((stop) => stop.shipmentId === shipmentId)?.seq ?? null
  const late = queue === 'done'
  const kept =
    queue && personId !== null
      ? { personId, role: 'courier' as const, group: shipmentId, base, late, at: instantNow() }
      : undefined
  const answer = await action<StopWrite>(address, { shipmentId }, body, {
    unrepeatable,
    key,
    by: personId ?? undefined,
    queue: kept && { ...kept, ...(late && { waitMs: DONE_WAIT_MS }) },
    ended: endedHere,
  })
  // A failed call is better evidence than the browser's own state.
  if (isQueued(answer) && !navigator.onLine) loadState.value = 'offline'
  return answer as Result<AnswerAt<A>>
}

/** The refusal of an act that has happened, as the answer tells it (R36). */
export const notAccepted = (answer: Result<unknown>): 'unexplained' | 'conflict' | null => {
  const { outcome } = (answer.ok ? (answer.data as { outcome?: string } | undefined) : undefined) ?? {}
  return outcome === 'unexplained' || outcome === 'conflict' ? outcome : null
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
