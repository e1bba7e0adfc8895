import { signal } from '@preact/signals'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { api, type Result } from '../api/call.ts'
import type { Act } from '../offline/act.ts'
import { onAnswered } from '../offline/outbox.ts'
import { REJECTED } from './kept-round.ts'
import { notAccepted } from './post.ts'
import { courierId, patchStop, refreshRound, refreshStop, settling, toldRound } from './round-state.ts'

/** An act that came late and was not accepted (R36), as its courier has to hear of it. */
export interface Rejected {
  key: string
  shipmentId: string
  name: string
  address: Act['address']
  body: unknown
  outcome: 'unexplained' | 'conflict'
}

/** How many are kept: whoever has more asks the dispatcher anyway. */
const KEPT_MAX = 50

/** What was not accepted and the courier has not put away. */
export const rejected = signal<readonly Rejected[]>([])

const store = () => import('../offline/store.ts')

async function keepRejected(next: readonly Rejected[]): Promise<void> {
  rejected.value = next.slice(-KEPT_MAX)
  const id = courierId()
  if (id !== null) await (await store()).keep(id, REJECTED, rejected.value)
}

/** Shows again what was not accepted before this page was opened. */
export async function restoreRejected(): Promise<void> {
  const id = courierId()
  const kept = id === null ? undefined : await (await store()).kept(id, REJECTED)
  if (!Array.isArray(kept)) return
  const known = new Set(rejected.value.map(({ key }) => key))
  rejected.value = [...(kept as Rejected[]).filter(({ key }) => !known.has(key)), ...rejected.value]
}

/** Puts away what the courier has read. */
export const dismissRejected = (key: string): Promise<void> =>
  keepRejected(rejected.value.filter((one) => one.key !== key))

const stopOf = (shipmentId: string): CourierStop | undefined =>
  toldRound.value?.stops.find((stop) => stop.shipmentId === shipmentId)

/** Takes over what the server says of an act that waited. */
async function settle(act: Act, result: Result<unknown>): Promise<void> {
  if (act.role !== 'courier' || act.personId !== courierId()) return
  const { group: shipmentId } = act
  if (!stopOf(shipmentId)) return
  const outcome = notAccepted(result)
  if (outcome) {
    const { key, address, body } = act
    const name = stopOf(shipmentId)?.recipientName ?? ''
    await keepRejected([...rejected.value, { key, shipmentId, name, address, body, outcome }])
  }
  // Until the stop is read again it shows what was done, as it has been taken.
  const taken = result.ok && !outcome
  if (taken) settling.value = [...settling.value, act]
  if (taken && act.address === api.stops.arrive) {
    const { visitWords = null, unreached = false } = result.data as {
      visitWords?: CourierStop['visitWords']
      unreached?: boolean
    }
    patchStop(shipmentId, { visitWords, unreached })
  }
  await (outcome ? refreshRound() : refreshStop(shipmentId))
  settling.value = settling.value.filter((one) => one.key !== act.key)
}

/** Follows the answers to what waited. Returns how to stop. */
export const followAnswers = (): (() => void) => onAnswered((act, result) => void settle(act, result))
