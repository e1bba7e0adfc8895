import type { CodeProof } from '../../../worker/domain/terms.ts'
import { api } from '../../api/call.ts'
import { type HoldEntry, issuable } from '../entry.ts'
import { outcome, type Settled } from '../outcome.ts'
import { postHold, readHold } from '../post.ts'
import { refusalKey } from '../refusals.ts'
import { notice, say } from '../state.ts'
import { active, basket, refresh, remove } from './basket.ts'

export const settledOf = ({ hold, scanned }: HoldEntry, issued = scanned): Settled => ({
  waybill: hold.waybill,
  issued,
  stay: staying(hold, issued),
})

export const staying = (hold: HoldEntry['hold'], issued: string[] = []): string[] =>
  issuable(hold).flatMap(({ label }) => (label !== null && !issued.includes(label) ? [label] : []))

export async function reread({ hold: { shipmentId }, scanned }: HoldEntry): Promise<void> {
  const answer = await readHold(shipmentId, scanned)
  if (answer.ok) refresh(answer.data)
  else if (answer.status === 404) remove(shipmentId)
}

function issued(entry: HoldEntry, code: string, labels = entry.scanned): void {
  outcome.value = {
    type: 'issued',
    name: entry.hold.recipientName,
    code,
    settled: [settledOf(entry, labels)],
  }
  notice.value = null
  remove(entry.hold.shipmentId)
}

/** Tries a code that the recipient said or showed, for the scanned parcels only. It is stored nowhere. */
export async function tryCode(entry: HoldEntry, proof: CodeProof, code: string): Promise<void> {
  const { shipmentId, accepts } = entry.hold
  if (entry.scanned.length === 0) return say('warn', 'scanEach')
  const foreign = proof === 'qr' && !code.startsWith(`SESAME:1:${shipmentId}:`)
  if (!accepts.includes(proof) && !foreign) return say('bad', 'errNotAccepted')
  const labels = [...entry.scanned]
  const answer = await (proof === 'pin'
    ? postHold(api.holds.pin, shipmentId, { pin: code, labels }, { unrepeatable: true })
    : postHold(api.holds.qr, shipmentId, { code, labels }, { unrepeatable: true }))
  if (answer.ok && answer.data.outcome === 'handed-over') return issued(entry, answer.data.code)
  if (answer.ok) {
    const said = answer.data
    if (said.outcome === 'wrong') outcome.value = { type: 'wrong', left: said.left }
    else if (said.outcome === 'wrong-parcel') outcome.value = { type: 'foreign-code' }
    else if (said.outcome === 'identity' || accepts.includes('identity'))
      outcome.value = { type: 'identity-only' }
    else outcome.value = { type: 'closed' }
    notice.value = null
  } else if (answer.code === 'claim-open') outcome.value = { type: 'claim' }
  else say('bad', answer.code === 'offline' ? 'errCodeOffline' : refusalKey(answer.code))
  await reread(entry)
}

const POLL_MS = 1_500
/** The server joins the clerk's and the recipient's half within ten minutes. */
const WAIT_MS = 10 * 60_000
let waits = 0

/** Sends the clerk's half of an issue by link, then waits for the recipient's phone. */
export async function issueByLink(): Promise<void> {
  const entry = active.value
  if (!entry || entry.scanned.length === 0) return say('warn', 'scanEach')
  const { shipmentId, recipientName } = entry.hold
  const answer = await postHold(api.holds.scan, shipmentId, { labels: [...entry.scanned] })
  if (answer.ok && answer.data.outcome === 'handed-over') {
    // The recipient may have confirmed fewer parcels than are on the counter.
    const now = await readHold(shipmentId, entry.scanned)
    return issued(entry, answer.data.code, now.ok ? handedOf(entry, now.data.parcels) : entry.scanned)
  }
  if (answer.ok) {
    outcome.value = { type: 'waiting', name: recipientName, labels: entry.scanned }
    notice.value = null
    void follow(entry, ++waits)
  } else if (answer.code === 'claim-open') outcome.value = { type: 'claim' }
  else {
    say('bad', refusalKey(answer.code))
    // The server knows that it is not paid before this screen does (R30).
    if (answer.code === 'unpaid') await reread(entry)
  }
}

const handedOf = ({ scanned }: HoldEntry, parcels: HoldEntry['hold']['parcels']): string[] =>
  scanned.filter((label) => parcels.some((one) => one.label === label && one.place === 'recipient'))

async function follow(entry: HoldEntry, mine: number): Promise<void> {
  const until = Date.now() + WAIT_MS
  const waiting = () => mine === waits && outcome.value?.type === 'waiting'
  while (waiting()) {
    const answer = await readHold(entry.hold.shipmentId, entry.scanned)
    if (!waiting()) return
    if (answer.ok) {
      const handed = handedOf(entry, answer.data.parcels)
      if (handed.length > 0) return issued(entry, '', handed)
      if (answer.data.claimOpen) outcome.value = { type: 'claim' }
    } else if (answer.status === 401) return
    if (Date.now() > until) {
      outcome.value = null
      say('warn', 'linkExpired')
    }
    await new Promise((done) => setTimeout(done, POLL_MS))
  }
  if (basket.value.includes(entry)) await reread(entry)
}
