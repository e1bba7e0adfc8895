import { signal } from '@preact/signals'
import type { HoldLine } from '../../../worker/api/holds/answers.ts'
import { api, call, type Result, searchHeader } from '../../api/call.ts'
import type { HoldEntry } from '../entry.ts'
import { noticing, readHold } from '../post.ts'
import { refusalKey } from '../refusals.ts'
import { say } from '../state.ts'

export type LoadState = 'loading' | 'ready' | 'failed' | 'offline'
/** What is being done with the opened hold. Each task needs its parcels' labels scanned. */
export type Task = 'refuse' | 'return'

export const holds = signal<HoldLine[]>([])
export const cursor = signal<string | null>(null)
export const loadState = signal<LoadState>('loading')
export const query = signal('')
/** The hold shown beside the list. */
export const opened = signal<HoldEntry | null>(null)
export const task = signal<Task | null>(null)
/** The task that the opened hold's scans are for. Left by Escape and begun again, it still has them. */
export const begun = signal<Task | null>(null)

/** Counts searches, so that an older answer does not overwrite a newer one. */
let asked = 0

type HoldsPage = { items: HoldLine[]; cursor: string | null }

/** The most pages that one search of a long list reads by itself. */
const PAGES_MAX = 10

/** Returns the first page that has any holds. `q` is a shelf, a name or the end of a phone number, or ''. */
export async function findHolds(q: string, cursor: string | null = null): Promise<Result<HoldsPage>> {
  let at = cursor
  for (let page = 1; ; page++) {
    const answer = await noticing(
      call(api.holds.list, {}, at ? { cursor: at } : {}, { headers: searchHeader(q) }),
    )
    if (!answer.ok || answer.data.items.length > 0 || !answer.data.cursor || page === PAGES_MAX) return answer
    at = answer.data.cursor
  }
}

/** Lists the holds of this point. `q` narrows them by shelf, name or the end of a phone number. */
export async function search(q: string, more = false): Promise<void> {
  const mine = ++asked
  if (!more) {
    // A list that is only read again stays on the screen meanwhile.
    if (q !== query.value || loadState.value !== 'ready') loadState.value = 'loading'
    query.value = q
  }
  const answer = await findHolds(q, more ? cursor.value : null)
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

/** Opens a hold beside the list by look-up, so none of its parcels counts as scanned. */
export async function openHold(shipmentId: string): Promise<void> {
  const answer = await readHold(shipmentId)
  if (!answer.ok) return say('bad', refusalKey(answer.code))
  closeHold()
  opened.value = { hold: answer.data, scanned: [] }
}

export function closeHold(): void {
  opened.value = null
  task.value = null
  begun.value = null
}

/** Removes every name from the screen. */
export function forgetHolds(): void {
  asked++
  closeHold()
  holds.value = []
  cursor.value = null
  query.value = ''
  loadState.value = 'loading'
}
