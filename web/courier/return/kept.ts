import { signal } from '@preact/signals'
import type { RoundCount } from '../../../worker/api/rounds/answers.ts'
import { api, type Result } from '../../api/call.ts'
import { ROUND_GROUP } from '../../offline/act.ts'
import { action, isQueued } from '../../offline/action.ts'
import { onAnswered } from '../../offline/outbox.ts'
import { instantNow } from '../post.ts'
import { endedHere, refreshRound, round, waitingActs } from '../round-state.ts'

/** The labels that were scanned at the end of a round. No personal data. */
export interface Kept {
  courierId: string
  roundId: string
  scanned: string[]
  /** A close request that a version before the outbox kept here, and that was not answered. */
  key?: string | null
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
/** Why the last close request was refused. */
export const refusal = signal<string | null>(null)
/** The server's answer to the last closing of a round. */
export const counted = signal<{ roundId: string; scanned: string[]; count: RoundCount } | null>(null)

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
  const fresh = { courierId: courier.id, roundId, scanned: [] }
  return kept.value.find((one) => isOf(one, courier.id, roundId)) ?? fresh
}

/** Whether a close request of this courier waits to be sent. */
export const waits = (): boolean =>
  waitingActs.value.some(({ group, state }) => group.startsWith(ROUND_GROUP) && state !== 'aside')

function change(scanned: string[]): void {
  const here = keptHere()
  if (!here) return
  const others = kept.value.filter((one) => one.key && !isOf(one, here.courierId, here.roundId))
  keep([...others, { courierId: here.courierId, roundId: here.roundId, scanned }])
}

export const addScan = (label: string): void => {
  const scanned = keptHere()?.scanned ?? []
  if (!scanned.includes(label)) change([...scanned, label])
}

export const takeBack = (label: string): void =>
  change((keptHere()?.scanned ?? []).filter((one) => one !== label))

/**
 * Closes a round with the scanned labels. The request is stored first, then sent after everything else that was done on the
 * round (R36).
 */
async function close({ courierId, roundId, scanned }: Kept): Promise<void> {
  refusal.value = null
  const queue = {
    ...{ personId: courierId, role: 'courier' as const, group: `${ROUND_GROUP}${roundId}` },
    ...{ base: null, late: false, at: instantNow() },
  }
  const answer = await action(api.stops.closeRound, {}, { scanned, roundId }, { queue, ended: endedHere })
  if (!answer.ok && answer.status !== 401 && !isQueued(answer)) refusal.value = answer.code
  if (!isQueued(answer)) await refreshRound()
}

/** Closes the round on the screen. */
export async function closeRound(): Promise<void> {
  const here = keptHere()
  if (here) await close(here)
}

/** Takes over a close request that a version before the outbox kept, once its courier is known. */
export async function takeOver(): Promise<void> {
  const courierId = round.value?.courier.id
  const before = kept.value.find((one) => one.key && one.courierId === courierId)
  if (!before) return
  keep(kept.value.map((one) => (one === before ? { ...one, key: null } : one)))
  await close(before)
}

/** Follows the answer to a close request, whenever it comes. Returns how to stop. */
export const followClose = (): (() => void) =>
  onAnswered((act, result: Result<unknown>) => {
    if (act.address !== api.stops.closeRound || !result.ok) return
    const { scanned, roundId = '' } = act.body as { scanned: string[]; roundId?: string }
    keep(kept.value.filter((one) => !isOf(one, act.personId, roundId)))
    counted.value = { roundId, scanned, count: result.data as RoundCount }
    void refreshRound()
  })
