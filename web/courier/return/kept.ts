import { signal } from '@preact/signals'
import type { RoundCount } from '../../../worker/api/rounds/answers.ts'
import { api, call, newKey, type Problem } from '../../api/call.ts'
import { endedHere, refreshRound, round } from '../round-state.ts'

/** What was scanned at the end of a round, and whether closing it was asked for. Labels, no personal data. */
export interface Kept {
  courierId: string
  roundId: string
  scanned: string[]
  /** The key of a closing that has not been answered yet. It stays until the server says what became of it. */
  key: string | null
}

const STORED = 'sesame.return'

function read(): Kept[] {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '[]') as Kept[]
  } catch {
    return []
  }
}

/** Survives a reload and an empty battery: a count of a whole round is not made twice. */
const kept = signal<Kept[]>(read())
/** Why the last closing was refused, and what the server said. */
export const refusal = signal<{ code: string; problem: Problem } | null>(null)
/** The answer of the last closing of a round. */
export const counted = signal<{ roundId: string; scanned: string[]; count: RoundCount } | null>(null)
export const sending = signal(false)
/** A try to send it got no answer. */
export const stuck = signal(false)

function keep(next: Kept[]): void {
  kept.value = next
  try {
    localStorage.setItem(STORED, JSON.stringify(next))
  } catch {
    // Kept while the page is open, then.
  }
}

const isOf = (one: Kept, courierId: string, roundId: string) =>
  one.courierId === courierId && one.roundId === roundId

/** What is kept of the round on the screen. */
export function keptHere(): Kept | null {
  const { roundId, courier } = round.value ?? {}
  if (!roundId || !courier) return null
  const fresh = { courierId: courier.id, roundId, scanned: [], key: null }
  return kept.value.find((one) => isOf(one, courier.id, roundId)) ?? fresh
}

/** Whether a closing of this courier waits for an answer; of anybody's, before the round is known. */
export const waits = (): boolean =>
  kept.value.some(({ key, courierId }) => key && (!round.value || courierId === round.value.courier.id))

function change(to: Partial<Kept>): void {
  const here = keptHere()
  if (!here) return
  const { courierId, roundId } = here
  // Of rounds that are over only what still has to be sent is worth keeping.
  const others = kept.value.filter((one) => one.key && !isOf(one, courierId, roundId))
  keep([...others, { ...here, ...to }])
}

export const addScan = (label: string): void => {
  const scanned = keptHere()?.scanned ?? []
  if (!scanned.includes(label)) change({ scanned: [...scanned, label] })
}

export const takeBack = (label: string): void =>
  change({ scanned: (keptHere()?.scanned ?? []).filter((one) => one !== label) })

/** Closes the round on the screen with what was scanned: kept first, then sent. */
export async function closeRound(): Promise<void> {
  refusal.value = null
  stuck.value = false
  change({ key: newKey() })
  await sendKept()
}

/** No answer, too busy or broken: nobody knows whether it happened, the same key will tell. */
const unsure = (status: number) => status === 0 || status === 401 || status === 429 || status >= 500

/** Sends what waits, with the key it was first sent with. Only as the courier who counted it. */
export async function sendKept(): Promise<void> {
  const courierId = round.value?.courier.id
  const one = kept.value.find((one) => one.key && one.courierId === courierId)
  if (!one?.key || sending.value) return
  sending.value = true
  const { roundId, scanned, key } = one
  const answer = await call(api.stops.closeRound, {}, { scanned, roundId }, { key })
  sending.value = false
  stuck.value = !answer.ok && unsure(answer.status)
  if (answer.status === 401) return endedHere()
  if (stuck.value) return
  const others = kept.value.filter((other) => other.key !== key)
  if (answer.ok) {
    keep(others)
    counted.value = { roundId, scanned, count: answer.data }
  } else {
    keep([...others, { ...one, key: null }])
    refusal.value = { code: answer.code, problem: answer.problem }
  }
  await refreshRound()
}
