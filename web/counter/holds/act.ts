import { readScanned } from '../../../worker/domain/scanned.ts'
import { api } from '../../api/call.ts'
import { playSound } from '../../ui/sound.ts'
import { issuable, onShelf, scannedNow, withScan } from '../entry.ts'
import { findHold, postHold, readHold } from '../post.ts'
import { refusalKey } from '../refusals.ts'
import { isSearch, looksLikePin } from '../scanned.ts'
import { mode, say } from '../state.ts'
import { closeHold, holds, opened, openHold, query, search, type Task, task } from './list.ts'

/** The list is an index that reflects an action only a moment later. */
const INDEX_MS = 1_500

/**
 * Returns which parcels a task may take: a refusal those for the recipient, a return everything on the shelf.
 */
export const labelsFor = (what: Task) => (what === 'refuse' ? issuable : onShelf)

function wrong(key: Parameters<typeof say>[1]): void {
  playSound('wrong')
  say('bad', key)
}

/** Handles a text from the scan field beside the list: a parcel of the task, a search, or a label. */
export async function scanHold(raw: string): Promise<void> {
  const scan = readScanned(raw)
  if (scan.kind === 'code') return openHold(scan.shipmentId)
  // It must not become a search, which travels.
  if (scan.kind === 'receipt') return wrong('isReceipt')
  if (scan.kind === 'secret') return wrong('unreadable')
  if (opened.value && task.value && !isSearch(raw)) return scanForTask(raw)
  closeHold()
  await search(raw.trim())
  const nothing = holds.value.length === 0 && query.value === raw.trim()
  if (nothing && scan.kind === 'label' && !isSearch(raw) && !looksLikePin(raw.trim()))
    await openScanned(scan.text)
}

/** Opens the hold of a label in the clerk's hand, when a text is the name of no shelf. */
async function openScanned(label: string): Promise<void> {
  const answer = await findHold(label)
  if (!answer.ok) return wrong(answer.status === 404 ? 'notHere' : refusalKey(answer.code))
  opened.value = withScan({ hold: answer.data, scanned: [] }, answer.data)
  playSound('wait')
  await search('')
}

async function scanForTask(raw: string): Promise<void> {
  const scan = readScanned(raw)
  if (scan.kind !== 'label') return wrong(scan.kind === 'short' ? 'short' : 'unreadable')
  const [entry, what] = [opened.value, task.value]
  if (!entry || !what) return
  const answer = await readHold(entry.hold.shipmentId, [scan.text])
  if (!answer.ok) return wrong(refusalKey(answer.code))
  const parcel = scannedNow(answer.data)
  if (!parcel || !labelsFor(what)(answer.data).includes(parcel))
    return wrong(parcel ? 'notForThis' : 'errWrongParcel')
  opened.value = withScan(entry, answer.data)
  playSound('wait')
}

const ADDRESS: Record<Task, typeof api.holds.refuse | typeof api.holds.sendBack> = {
  refuse: api.holds.refuse,
  return: api.holds.sendBack,
}

/** Carries out the task with exactly the parcels scanned for it. */
export async function carryOut(what: Task): Promise<void> {
  const entry = opened.value
  if (!entry) return
  const { shipmentId, waybill } = entry.hold
  const answer = await postHold(ADDRESS[what], shipmentId, { labels: [...entry.scanned] })
  if (!answer.ok) return say('bad', refusalKey(answer.code))
  playSound('point')
  say('good', what === 'refuse' ? 'refused' : 'returned', { waybill, count: entry.scanned.length })
  await reread(shipmentId)
}

/** Extends the storage period, which is possible once. */
export async function extend(): Promise<void> {
  const entry = opened.value
  if (!entry) return
  const { shipmentId, waybill } = entry.hold
  const answer = await postHold(api.holds.extend, shipmentId, {})
  if (!answer.ok) return say('bad', refusalKey(answer.code))
  say('good', 'extended', { waybill })
  await reread(shipmentId)
}

async function reread(shipmentId: string): Promise<void> {
  task.value = null
  const now = await readHold(shipmentId)
  opened.value = now.ok ? { hold: now.data, scanned: [] } : null
  const q = query.value
  await search(q)
  setTimeout(() => {
    if (query.value === q && mode.value === 'holds') void search(q)
  }, INDEX_MS)
}
