import type { CourierRound } from '../../worker/api/stops/answers.ts'
import type { Reading } from './clock.ts'

/** A round as this tablet keeps it for times without a network. */
interface KeptRound {
  version: 1
  round: CourierRound
  loadedAt: number
  /** The server's clock against this tablet's, so that times can be told without a network. */
  reading: Pick<Reading, 'server' | 'device'> | null
}

const NAME = 'round'
/** The name of what was not accepted, beside the round. It names recipients too. */
export const REJECTED = 'rejected'
const store = () => import('../offline/store.ts')

/** When a working day is over that began the day before. */
const DAY_ENDS_MS = 4 * 3_600_000

/** Returns the working day of a moment on this tablet, `YYYY-MM-DD`. */
const dayHere = (at: number): string => {
  const date = new Date(at - DAY_ENDS_MS)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/**
 * Keeps a round on this tablet, for its day. One that is closed is not kept: nothing is delivered on it any more. The words
 * of a visit are told at its door and kept nowhere (R39).
 */
export async function keepRound(
  round: CourierRound,
  loadedAt: number,
  reading: Reading | null,
): Promise<'full' | 'none' | null> {
  const { keep, forget } = await store()
  if (round.closed || round.stops.length === 0) return forget(round.courier.id, { keepUnsent: true })
  const stops = round.stops.map((stop) => ({ ...stop, visitWords: null }))
  const kept: KeptRound = {
    version: 1,
    round: { ...round, stops },
    loadedAt,
    reading: reading && { server: reading.server, device: reading.device },
  }
  return keep(round.courier.id, NAME, kept)
}

/** Returns the kept round of a courier, or null. One of an earlier day is deleted: its names are nobody's business now. */
export async function keptRound(
  courierId: string,
  now: number,
): Promise<{ round: CourierRound; loadedAt: number; reading: Reading | null } | null> {
  const { kept, forget } = await store()
  const found = (await kept(courierId, NAME)) as KeptRound | undefined
  if (!found) return null
  const today = dayHere(now)
  // What the server told today is today's, whatever day it is planned for.
  const isOver = found.round.date < today && dayHere(found.loadedAt) < today
  if (found.version !== 1 || isOver) {
    await forget(courierId, { keepUnsent: true })
    return null
  }
  const { round, loadedAt, reading } = found
  // The clock that only runs on began anew with this page.
  const runs = performance.now() - (now - (reading?.device ?? now))
  return { round, loadedAt, reading: reading && { ...reading, monotonic: runs } }
}

/** Deletes what this tablet keeps of a courier's round. What is not sent yet stays. */
export async function forgetRound(courierId: string): Promise<void> {
  const { forget } = await store()
  await forget(courierId, { keepUnsent: true })
}

/** Deletes what this tablet keeps of other couriers' rounds: their names are nothing to whoever uses it now. */
export async function forgetOtherRounds(courierId: string): Promise<void> {
  const { forgetOthers } = await store()
  await forgetOthers(courierId, [NAME, REJECTED])
}
