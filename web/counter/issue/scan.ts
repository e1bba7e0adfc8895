import type { HoldLine } from '../../../worker/wire/counter.ts'
import { signal as sound } from '../../ui/sound.ts'
import { type Entry, issuable, parcelNamed, sameRecipient, shelvesOf, withScan } from '../entry.ts'
import { search } from '../holds/list.ts'
import { outcome } from '../outcome.ts'
import { read, readHold } from '../post.ts'
import { refusalKey } from '../refusals.ts'
import { looksLikePin, readScan } from '../scanned.ts'
import { mode, say } from '../state.ts'
import { active, basket, clear, put, scannedOf, step } from './basket.ts'
import { tryCode } from './issue.ts'

const PHONE_TAIL = /^\d{4}$/

/** One text in the scan field while issuing: a parcel, a recipient's QR, a typed code, or rubbish. */
export async function scanToIssue(raw: string): Promise<void> {
  const scan = readScan(raw)
  if (scan.kind === 'code') return scanCode(scan.shipmentId, scan.code)
  if (scan.kind !== 'label') return wrong(scan.kind === 'receipt' ? 'isReceipt' : scan.kind)
  const { label } = scan
  for (const entry of basket.value) {
    const parcel = parcelNamed(entry.hold, label)
    if (!parcel) continue
    if (issuable(entry.hold).includes(parcel.label)) return mark(entry, label)
    // It may have been received since it was read.
    return lookUp(label)
  }
  const entry = active.value
  if (step.value === 'pin' && entry && /^\d+$/.test(label)) {
    if (label.length !== entry.hold.pinDigits) return wrong('pinDigits', { digits: entry.hold.pinDigits })
    return tryCode(entry, 'pin', label)
  }
  if (looksLikePin(label)) return wrong('isItCode')
  await lookUp(label)
}

function wrong(...[key, params]: [Parameters<typeof say>[1], Record<string, number>?]): void {
  sound('wrong')
  say('bad', key, params)
}

/** A parcel of a hold on the counter was scanned. */
function mark(entry: Entry, text: string): void {
  const parcel = parcelNamed(entry.hold, text)
  if (!parcel) return
  if (!issuable(entry.hold).includes(parcel.label)) {
    put(entry)
    wrong(parcel.toSender ? 'goesBack' : parcel.place === 'recipient' ? 'alreadyIssued' : 'receiveFirst')
    return
  }
  put(withScan(entry, parcel.label))
  sound('wait')
  const now = active.value!
  const [count, of] = [now.scanned.length, issuable(now.hold).length]
  say('good', count < of ? 'scannedSome' : 'scannedAll', { count, of })
}

/** The recipient's QR: with their parcels scanned it issues them, without it says where they lie. */
async function scanCode(shipmentId: string, code: string): Promise<void> {
  const known = basket.value.find(({ hold }) => hold.shipmentId === shipmentId)
  if (known && known.scanned.length > 0) return tryCode(known, 'qr', code)
  const target = active.value
  // Somebody else's code at these parcels: the server says so, and costs nobody an attempt.
  if (!known && target && target.scanned.length > 0) return tryCode(target, 'qr', code)
  const answer = await readHold(shipmentId)
  if (!answer.ok) return wrong(answer.status === 404 ? 'notHere' : refusalKey(answer.code))
  startOver()
  put({ hold: answer.data, scanned: [] })
  sound('wait')
  const where = shelvesOf(answer.data)
  say('warn', where ? 'fetchFrom' : 'fetchParcel', { shelf: where })
}

/** Nothing scanned on the counter: whoever came before is gone. */
const startOver = () => scannedOf.value.length === 0 && clear()

async function lookUp(label: string): Promise<void> {
  const answer = await read<{ items: HoldLine[] }>(`/api/holds?q=${encodeURIComponent(label)}`)
  if (!answer.ok) return wrong(refusalKey(answer.code))
  for (const { shipmentId } of answer.data.items) {
    const hold = await readHold(shipmentId)
    if (!hold.ok) continue
    const isLabel = parcelNamed(hold.data, label)
    // Found by the last digits of a phone: that names a person, not a parcel in the hand.
    if (!isLabel && PHONE_TAIL.test(label)) break
    const [first] = scannedOf.value
    if (first && !sameRecipient(first.hold, hold.data)) {
      outcome.value = { type: 'wrong-parcel', label, other: hold.data }
      return
    }
    startOver()
    const known = basket.value.find((one) => one.hold.shipmentId === shipmentId)
    const entry = { hold: hold.data, scanned: known?.scanned ?? [] }
    if (isLabel) return mark(entry, label)
    put(entry)
    return say('warn', 'scanEach')
  }
  if (answer.data.items.length === 0) return wrong('notHere')
  mode.value = 'holds'
  await search(label)
}
