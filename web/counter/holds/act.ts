import { signal as sound } from '../../ui/sound.ts'
import { issuable, onShelf, parcelNamed, withScan } from '../entry.ts'
import { postHold, readHold } from '../post.ts'
import { refusalKey } from '../refusals.ts'
import { readScan } from '../scanned.ts'
import { mode, say } from '../state.ts'
import { close, open, opened, query, search, type Task, task } from './list.ts'

/** The list is an index that hears of an action a moment after it. */
const INDEX_MS = 1_500

/** Which parcels a task may take: a refusal those for the recipient, a return everything on the shelf. */
export const taken = (what: Task) => (what === 'refuse' ? issuable : onShelf)

/** One text in the scan field beside the list: a parcel of the task at hand, or what is searched. */
export async function scanHold(raw: string): Promise<void> {
  const scan = readScan(raw)
  if (scan.kind === 'code') return open(scan.shipmentId)
  if (scan.kind !== 'label') {
    sound('wrong')
    return say('bad', scan.kind === 'receipt' ? 'isReceipt' : scan.kind)
  }
  const entry = opened.value
  if (!entry || !task.value) {
    close()
    await search(scan.label)
    return
  }
  const parcel = parcelNamed(entry.hold, scan.label)
  if (!parcel || !taken(task.value)(entry.hold).includes(parcel.label)) {
    sound('wrong')
    return say('bad', parcel ? 'notForThis' : 'errWrongParcel')
  }
  opened.value = withScan(entry, parcel.label)
  sound('wait')
}

/** Carries out the task with exactly the parcels scanned for it. */
export async function carryOut(what: Task): Promise<void> {
  const entry = opened.value
  if (!entry) return
  const { shipmentId, waybill } = entry.hold
  const answer = await postHold(shipmentId, what, { labels: entry.scanned })
  if (!answer.ok) return say('bad', refusalKey(answer.code))
  sound('point')
  say('good', what === 'refuse' ? 'refused' : 'returned', { waybill, count: entry.scanned.length })
  await again(shipmentId)
}

/** The one extension of the storage period. */
export async function extend(): Promise<void> {
  const entry = opened.value
  if (!entry) return
  const { shipmentId, waybill } = entry.hold
  const answer = await postHold(shipmentId, 'extend', {})
  if (!answer.ok) return say('bad', refusalKey(answer.code))
  say('good', 'extended', { waybill })
  await again(shipmentId)
}

async function again(shipmentId: string): Promise<void> {
  task.value = null
  const now = await readHold(shipmentId)
  opened.value = now.ok ? { hold: now.data, scanned: [] } : null
  const q = query.value
  await search(q)
  setTimeout(() => {
    if (query.value === q && mode.value === 'holds') void search(q)
  }, INDEX_MS)
}
