import { computed, signal } from '@preact/signals'
import type { CourierRound, CourierStop } from '../../worker/api/stops/answers.ts'
import { api, call } from '../api/call.ts'
import { knownSessions, meet } from '../app/sessions.ts'
import { forgetAllAsking } from '../hands/asking/asking.ts'
import type { Act } from '../offline/act.ts'
import { acts } from '../offline/outbox.ts'
import { clocksNow, lastReading, readingOf } from './clock.ts'
import { forgetOtherRounds, forgetRound, keepRound, keptRound } from './kept-round.ts'
import { actsOf, withActs } from './pending.ts'

export type LoadState = 'loading' | 'ready' | 'offline' | 'failed'

/** The round as the server last told it, or as this tablet kept it. It outlives the screens. */
export const toldRound = signal<CourierRound | null>(null)
export const loadState = signal<LoadState>('loading')
/** When the server last answered, in ms since the epoch. */
export const loadedAt = signal(0)
/** The server answered 401. Every screen gives way to the explanation. */
export const sessionEnded = signal(false)
/** Why the round cannot be kept on this tablet; null: it is, as far as is known. */
export const keepTrouble = signal<'full' | 'none' | null>(null)

/** Who uses this tablet, as far as is known: the server's word, or else the session that this device remembers. */
export const courierId = (): string | null =>
  toldRound.value?.courier.id ?? knownSessions().find(({ role }) => role === 'courier')?.personId ?? null

/** The courier's acts that are not sent yet, those put aside among them. */
export const waitingActs = computed((): Act[] => {
  const id = toldRound.value?.courier.id
  return id ? acts.value.filter((act) => act.personId === id && act.role === 'courier') : []
})

/** Acts that the server has taken, until their stops are read again. */
export const settling = signal<readonly Act[]>([])

/** The stops as they are drawn: one that nothing has changed is the same value as before. */
let drawn: { from: CourierStop; acts: string; stop: CourierStop }[] = []

/** The round with what was done on this tablet since and is not sent yet (R36). */
export const round = computed((): CourierRound | null => {
  const told = toldRound.value
  if (!told) return null
  const before = new Map(drawn.map((one) => [one.from.shipmentId, one]))
  drawn = told.stops.map((from) => {
    const own = actsOf([...settling.value, ...waitingActs.value], from.shipmentId)
    const state = own.map(({ key, late, state }) => `${key} ${late} ${state}`).join()
    const same = before.get(from.shipmentId)
    if (same && same.from === from && same.acts === state) return same
    return { from, acts: state, stop: own.length > 0 ? withActs(from, own) : from }
  })
  return { ...told, stops: drawn.map(({ stop }) => stop) }
})

/** Counts every local change to the round, so that an older answer does not overwrite a newer one. */
let changes = 0

/** The round does not tell the words of a visit (R39); what its stop told is kept while that visit lasts. */
function withWords(stop: CourierStop): CourierStop {
  const known = toldRound.value?.stops.find(({ shipmentId }) => shipmentId === stop.shipmentId)
  const goesOn = stop.open && stop.codes === 'open' && stop.arrivedAt !== null
  return goesOn && known?.visitWords ? { ...stop, visitWords: known.visitWords } : stop
}

/** Keeps the round as it is known, for times without a network. */
async function keepNow(): Promise<void> {
  const told = toldRound.value
  if (told) keepTrouble.value = await keepRound(told, loadedAt.value, lastReading.value)
}

/** Shows the round that this tablet kept, until the server tells a newer one. */
export async function restoreRound(): Promise<void> {
  const id = courierId()
  if (toldRound.value || id === null) return
  const kept = await keptRound(id, Date.now())
  // The server may have answered meanwhile.
  if (!kept || toldRound.value || sessionEnded.value) return
  toldRound.value = kept.round
  lastReading.value ??= kept.reading
  loadedAt.value = kept.loadedAt
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
  const { data } = answer
  // Another courier may have used this tablet before, and left it without a word.
  if (toldRound.value?.courier.id !== data.courier.id) void forgetOtherRounds(data.courier.id)
  meet('courier', data.courier.id)
  toldRound.value = { ...data, stops: data.stops.map(withWords) }
  const server = Date.parse(data.now ?? '')
  // A Worker of an older version does not say its time.
  lastReading.value = Number.isNaN(server) ? null : readingOf(server, asked, clocksNow())
  loadedAt.value = Date.now()
  loadState.value = 'ready'
  void keepNow()
}

/** Reads one stop again, or the whole round if that stop is no longer on it. */
export async function refreshStop(shipmentId: string): Promise<void> {
  if (!toldRound.value) return refreshRound()
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
  const told = toldRound.value
  if (!told) return
  changes++
  const stops = told.stops.map((stop) => (stop.shipmentId === shipmentId ? { ...stop, ...known } : stop))
  toldRound.value = { ...told, stops }
  void keepNow()
}

/** Ends the session on this tablet. The round holds names and addresses, so it is removed; what is not sent stays. */
export function endedHere(): void {
  const id = courierId()
  forgetAllAsking()
  changes++
  toldRound.value = null
  loadState.value = 'loading'
  sessionEnded.value = true
  if (id !== null) void forgetRound(id)
}
