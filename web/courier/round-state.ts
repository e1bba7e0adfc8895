import { signal } from '@preact/signals'
import type { CourierRound, CourierStop } from '../../worker/api/stops/answers.ts'
import { api, call } from '../api/call.ts'
import { forgetAllAsking } from '../hands/asking/asking.ts'
import { clocksNow, lastReading, readingOf } from './clock.ts'

export type LoadState = 'loading' | 'ready' | 'offline' | 'failed'

/** The round as last read. It outlives the screens, so that it shows at once on the way back from a stop. */
export const round = signal<CourierRound | null>(null)
export const loadState = signal<LoadState>('loading')
/** When the server last answered, in ms since the epoch. */
export const loadedAt = signal(0)
/** The server answered 401. Every screen gives way to the explanation. */
export const sessionEnded = signal(false)

/** Counts every local change to the round, so that an older answer does not overwrite a newer one. */
let changes = 0

/** The round does not tell the words of a visit (R39); what its stop told is kept while that visit lasts. */
function withWords(stop: CourierStop): CourierStop {
  const known = round.value?.stops.find(({ shipmentId }) => shipmentId === stop.shipmentId)
  const goesOn = stop.open && stop.codes === 'open' && stop.arrivedAt !== null
  return goesOn && known?.visitWords ? { ...stop, visitWords: known.visitWords } : stop
}

export async function refreshRound(): Promise<void> {
  const mine = ++changes
  const asked = clocksNow()
  const answer = await call(api.stops.round, {})
  if (answer.status === 401) return endedHere()
  if (mine !== changes) return
  if (!answer.ok) {
    loadState.value = answer.code === 'offline' ? 'offline' : 'failed'
    return
  }
  round.value = { ...answer.data, stops: answer.data.stops.map(withWords) }
  const server = Date.parse(answer.data.now ?? '')
  // A Worker of an older version does not say its time.
  lastReading.value = Number.isNaN(server) ? null : readingOf(server, asked, clocksNow())
  loadedAt.value = Date.now()
  loadState.value = 'ready'
}

/** Reads one stop again, or the whole round if that stop is no longer on it. */
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

/** Updates a stop of the round with what is known now, without waiting for the next reading. */
export function patchStop(shipmentId: string, known: Partial<CourierStop>): void {
  if (!round.value) return
  changes++
  const stops = round.value.stops.map((stop) =>
    stop.shipmentId === shipmentId ? { ...stop, ...known } : stop,
  )
  round.value = { ...round.value, stops }
}

/** Ends the session on this tablet. The round holds names and addresses, so it is removed. */
export function endedHere(): void {
  forgetAllAsking()
  changes++
  round.value = null
  loadState.value = 'loading'
  sessionEnded.value = true
}
