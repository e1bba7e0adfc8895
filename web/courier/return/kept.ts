import { signal } from '@preact/signals'
import type { RoundCount } from '../../../worker/api/rounds/answers.ts'
import { api, call, newKey, type Problem } from '../../api/call.ts'
import { endedHere, refreshRound, round } from '../round-state.ts'

/** The scanned labels at the end of a round, and whether closing was requested. No personal data. */
export interface Kept {
  courierId: string
  roundId: string
  scanned: string[]
  /** The key of an unanswered close request. It stays until the server says what became of it. */
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

/** Survives a reload and an empty battery, so that nobody has to count a whole round twice. */
const kept = signal<Kept[]>(read())
/** Why the last close request was refused, with the server's answer. */
export const refusal = signal<{ code: string; problem: Problem } | null>(null)
/** The server's answer to the last closing of a round. */
export const counted = signal<{ roundId: string; scanned: string[]; count: RoundCount } | null>(null)
export const sending = signal(false)
/** The last attempt to send the request got no answer. */
export const stuck = signal(false)

function keep(next: Kept[]): void {
  kept.value = next
  try {
    localStorage.setItem(STORED, JSON.stringify(next))
  } catch {
    // Without storage it is kept only while the page is open.
  }
}

const isOf = (one: Kept, courierId: string, roundId: string) =>
  one.courierId === courierId && one.roundId === roundId

/** Returns what is kept for the round on the screen, or null before the round is known. */
export function keptHere(): Kept | null {
  const { roundId, courier } = round.value ?? {}
  if (!roundId || !courier) return null
  const fresh = { courierId: courier.id, roundId, scanned: [], key: null }
  return kept.value.find((one) => isOf(one, courier.id, roundId)) ?? fresh
}

/** Whether a close request of this courier is unanswered. Before the round is known, anybody's counts. */
export const waits = (): boolean =>
  kept.value.some(({ key, courierId }) => key && (!round.value || courierId === round.value.courier.id))

function change(to: Partial<Kept>): void {
  const here = keptHere()
  if (!here) return
  const { courierId, roundId } = here
  // For other rounds only an unsent close request is worth keeping.
  const others = kept.value.filter((one) => one.key && !isOf(one, courierId, roundId))
  keep([...others, { ...here, ...to }])
}

export const addScan = (label: string): void => {
  const scanned = keptHere()?.scanned ?? []
  if (!scanned.includes(label)) change({ scanned: [...scanned, label] })
}

export const takeBack = (label: string): void =>
  change({ scanned: (keptHere()?.scanned ?? []).filter((one) => one !== label) })

/** Closes the round on the screen with the scanned labels. The request is stored first, then sent. */
export async function closeRound(): Promise<void> {
  refusal.value = null
  stuck.value = false
  change({ key: newKey() })
  await sendKept()
}

/**
 * Whether an answer leaves it open that the round was closed: none came, the session had ended, or the server
 * was busy or broken. Repeating the request with the same key will tell.
 */
const unsure = (status: number) => status === 0 || status === 401 || status === 429 || status >= 500

/** Sends the waiting close request with its original key, but only as the courier who counted it. */
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
