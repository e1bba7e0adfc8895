import type { CounterHold } from '../../../worker/api/holds/answers.ts'
import { readScanned } from '../../../worker/domain/scanned.ts'
import { isUnpaid } from '../../hands/paying/paying.ts'
import { playSound } from '../../ui/sound.ts'
import { go } from '../address.ts'
import {
  couldBeOf,
  issuable,
  type Parcel,
  sameRecipient,
  scannedAs,
  scannedNow,
  shelvesOf,
  withScan,
} from '../entry.ts'
import { onGlass } from '../glass.ts'
import { findHolds, search } from '../holds/list.ts'
import { outcome } from '../outcome.ts'
import { findHold, readHold } from '../post.ts'
import { refusalKey } from '../refusals.ts'
import { asCode, isSearch, looksLikePin } from '../scanned.ts'
import { say } from '../state.ts'
import { forgetAside } from './aside.ts'
import { active, basket, clear, putEntry, scannedOf, step } from './basket.ts'
import { reread, tryCode } from './issue.ts'

/**
 * Handles a text from the scan field while issuing: parcel, recipient's QR, typed code, search or rubbish.
 */
export async function scanToIssue(raw: string): Promise<void> {
  const entry = active.value
  const scan = readScanned(raw)
  if (scan.kind === 'code') return scanCode(scan.shipmentId, scan.code)
  if (scan.kind === 'secret') return wrong('unreadable')
  const digits = asCode(raw)
  const isCode = step.value === 'pin' && entry && scan.kind === 'label' && /^\d+$/.test(digits)
  if (isSearch(raw) && !isCode) return searchFor(raw.trim())
  if (scan.kind !== 'label') return wrong(scan.kind === 'receipt' ? 'isReceipt' : scan.kind)
  const { label, text } = scan
  for (const one of basket.value) {
    const parcel = scannedAs(one, text)
    if (!parcel) continue
    judge(one.hold, parcel)
    // A second scan asks what is the case now: meanwhile the recipient may have taken a word back.
    return reread(active.value ?? one)
  }
  if (!basket.value.some((one) => couldBeOf(one, text))) {
    if (isCode) {
      if (digits.length !== entry.hold.pinDigits) return wrong('pinDigits', { digits: entry.hold.pinDigits })
      return tryCode(entry, 'pin', digits)
    }
    // A recipient who has not paid has no code yet (R30).
    if (looksLikePin(label) && entry && isUnpaid(entry.hold)) return wrong('errUnpaid')
    if (looksLikePin(label)) return wrong(onGlass() ? 'isItCodeTouch' : 'isItCode')
  }
  await open(text, label)
}

function wrong(...[key, params]: [Parameters<typeof say>[1], Record<string, number>?]): void {
  playSound('wrong')
  say('bad', key, params)
}

/** Looks up a name, a shelf or the end of a phone number in the list. The parcels are scanned afterwards. */
async function searchFor(q: string): Promise<void> {
  const answer = await findHolds(q)
  if (!answer.ok) return wrong(refusalKey(answer.code))
  if (answer.data.items.length === 0) return wrong('notHere')
  go('holds')
  await search(q)
}

/** Decides what the scan of a parcel means for its hold. */
function judge(hold: CounterHold, parcel: Parcel): void {
  const known = basket.value.find((one) => one.hold.shipmentId === hold.shipmentId)
  const before = known ?? { hold, scanned: [] }
  if (!issuable(hold).includes(parcel)) {
    putEntry({ ...withScan(before, hold), scanned: before.scanned })
    wrong(parcel.toSender ? 'goesBack' : parcel.place === 'recipient' ? 'alreadyIssued' : 'receiveFirst')
    return
  }
  putEntry(withScan(before, hold))
  playSound('wait')
  const now = active.value!
  const [count, of] = [now.scanned.length, issuable(now.hold).length]
  say('good', count < of ? 'scannedSome' : 'scannedAll', { count, of })
}

/**
 * Handles the recipient's QR: if their parcels are scanned it issues them, otherwise it says where they are.
 */
async function scanCode(shipmentId: string, code: string): Promise<void> {
  const known = basket.value.find(({ hold }) => hold.shipmentId === shipmentId)
  if (known && known.scanned.length > 0) return tryCode(known, 'qr', code)
  const target = active.value
  // This is somebody else's code for these parcels. The server says so, and nobody loses an attempt.
  if (!known && target && target.scanned.length > 0) return tryCode(target, 'qr', code)
  const answer = await readHold(shipmentId)
  if (!answer.ok) return wrong(answer.status === 404 ? 'notHere' : refusalKey(answer.code))
  startOver()
  putEntry({ hold: answer.data, scanned: [] })
  playSound('wait')
  const where = shelvesOf(answer.data)
  say('warn', where ? 'fetchFrom' : 'fetchParcel', { shelf: where })
}

/** Clears the counter if nothing on it is scanned: the previous person has left. */
function startOver(): void {
  if (basket.value.length === 0) forgetAside()
  if (scannedOf.value.length === 0) clear()
}

/** Opens the hold of a label in the clerk's hand. */
async function open(text: string, label: string): Promise<void> {
  const answer = await findHold(text)
  if (!answer.ok) return wrong(answer.status === 404 ? 'notHere' : refusalKey(answer.code))
  const hold = answer.data
  const parcel = scannedNow(hold)
  if (!parcel) return wrong('notHere')
  const [first] = scannedOf.value
  if (first && !sameRecipient(first.hold, hold)) {
    outcome.value = { type: 'wrong-parcel', label, other: hold }
    return
  }
  startOver()
  judge(hold, parcel)
}
