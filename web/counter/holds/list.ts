import { signal } from '@preact/signals'
import type { HoldLine } from '../../../worker/api/holds/answers.ts'
import { api, call, type Result } from '../../api/call.ts'
import type { Entry } from '../entry.ts'
import { noticing, readHold } from '../post.ts'
import { refusalKey } from '../refusals.ts'
import { say } from '../state.ts'

export type LoadState = 'loading' | 'ready' | 'failed' | 'offline'
/** What is being done to the opened hold, if anything: each needs its labels scanned. */
export type Task = 'refuse' | 'return'

export const holds = signal<HoldLine[]>([])
export const cursor = signal<string | null>(null)
export const loadState = signal<LoadState>('loading')
export const query = signal('')
/** The hold that stands beside the list. */
export const opened = signal<Entry | null>(null)
export const task = signal<Task | null>(null)

/** Counts the questions: an older answer must not overwrite a newer one. */
let asked = 0

type HoldsPage = { items: HoldLine[]; cursor: string | null }

/** A search looks through so many pages of a long shelf by itself. */
const PAGES_MAX = 10

/** A page of the holds, or of those that a shelf, a name or the end of a phone number names: the first that has any. */
export async function look(q: string, cursor: string | null = null): Promise<Result<HoldsPage>> {
  let at = cursor
  for (let page = 1; ; page++) {
    const answer = await noticing(call(api.holds.list, {}, at ? { cursor: at } : {}, { search: q }))
    if (!answer.ok || answer.data.items.length > 0 || !answer.data.cursor || page === PAGES_MAX) return answer
    at = answer.data.cursor
  }
}

/** The holds of this point, or those that a shelf, a name or the end of a phone number names. */
export async function search(q: string, more = false): Promise<void> {
  const mine = ++asked
  if (!more) {
    // The same list once more does not go away while it is read.
    if (q !== query.value || loadState.value !== 'ready') loadState.value = 'loading'
    query.value = q
  }
  const answer = await look(q, more ? cursor.value : null)
  if (mine !== asked) return
  if (!answer.ok) {
    if (more) return say('bad', refusalKey(answer.code))
    loadState.value = answer.code === 'offline' ? 'offline' : 'failed'
    return
  }
  holds.value = more ? [...holds.value, ...answer.data.items] : answer.data.items
  cursor.value = answer.data.cursor
  loadState.value = 'ready'
}

/** Opens a hold beside the list: by look-up, so nothing of it is scanned. */
export async function open(shipmentId: string): Promise<void> {
  const answer = await readHold(shipmentId)
  if (!answer.ok) return say('bad', refusalKey(answer.code))
  opened.value = { hold: answer.data, scanned: [] }
  task.value = null
}

export function close(): void {
  opened.value = null
  task.value = null
}

/** Leaves no name on the screen. */
export function forgetHolds(): void {
  asked++
  close()
  holds.value = []
  cursor.value = null
  query.value = ''
  loadState.value = 'loading'
}
