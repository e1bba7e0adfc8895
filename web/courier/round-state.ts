import { signal } from '@preact/signals'
import type { CourierRound, CourierStop } from '../../worker/api/stops/answers.ts'
import { api, call } from '../api/call.ts'
import { forgetAllAsking } from '../hands/asking/asking.ts'

export type LoadState = 'loading' | 'ready' | 'offline' | 'failed'

/** The round as last read. It outlives the screens, so going to a stop and back shows it at once. */
export const round = signal<CourierRound | null>(null)
export const loadState = signal<LoadState>('loading')
/** When the server last answered, in ms. */
export const loadedAt = signal(0)
/** The server answered 401: every screen gives way to the explanation. */
export const sessionEnded = signal(false)

/** Counts everything that changed the round here: an older answer must not overwrite a newer one. */
let changes = 0

/** Reads the round again. */
export async function refreshRound(): Promise<void> {
  const mine = ++changes
  const answer = await call(api.stops.round, {})
  if (answer.status === 401) return endedHere()
  if (mine !== changes) return
  if (!answer.ok) {
    loadState.value = answer.code === 'offline' ? 'offline' : 'failed'
    return
  }
  round.value = answer.data
  loadedAt.value = Date.now()
  loadState.value = 'ready'
}

/** Reads one stop again; the whole round where that stop is not on it any more. */
export async function refreshStop(shipmentId: string): Promise<void> {
  if (!round.value) return refreshRound()
  const mine = ++changes
  const answer = await call(api.stops.read, { shipmentId })
  if (answer.status === 401) return endedHere()
  if (mine !== changes) return
  if (answer.ok) {
    patchStop(shipmentId, answer.data)
    loadState.value = 'ready'
  } else if (answer.status === 404) await refreshRound()
  else if (answer.code === 'offline') loadState.value = 'offline'
}

/** Puts what is known of a stop into the round, without waiting for the next reading. */
export function patchStop(shipmentId: string, known: Partial<CourierStop>): void {
  if (!round.value) return
  changes++
  const stops = round.value.stops.map((stop) =>
    stop.shipmentId === shipmentId ? { ...stop, ...known } : stop,
  )
  round.value = { ...round.value, stops }
}

/** The session is over: the round holds names and addresses, which must not stay on the tablet. */
export function endedHere(): void {
  forgetAllAsking()
  changes++
  round.value = null
  loadState.value = 'loading'
  sessionEnded.value = true
}
