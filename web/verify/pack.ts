import canonicalize from 'canonicalize'
import { base64url, type JWK } from 'jose'
import type { EvidencePack } from '../../worker/api/shipments/evidence.ts'
import type { FactOf } from '../../worker/domain/event.ts'
import { takenBackIn } from '../../worker/domain/history.ts'
import { type ChainedEvent, eventLine } from '../../worker/wire/event-line.ts'
import { RECEIPT_TYPE, type ReceiptClaims, SEAL_TYPE, type SealClaims } from '../../worker/wire/evidence.ts'
import { claimsOf, type PackFault } from './signed.ts'

/** An event whose hash somebody outside has. */
export interface Anchor {
  /** The shipment's id. */
  sub: string
  seq: number
  hash: string
  from: 'receipt' | 'webhook' | 'pack'
}

export interface CheckedPack {
  faults: PackFault[]
  receipts: ReceiptClaims[]
  seal: SealClaims
  hashes: string[]
}

/** Returns the hash of an event in the chain (R31): SHA-256(0x01 ‖ previous ‖ RFC 8785 JSON), base64url. */
async function hashOf(previous: string, event: unknown): Promise<string> {
  const text = new TextEncoder().encode(canonicalize(event) ?? 'null')
  const before = base64url.decode(previous)
  const bytes = new Uint8Array(1 + before.length + text.length)
  bytes[0] = 1
  bytes.set(before, 1)
  bytes.set(text, 1 + before.length)
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

type PackedEvent = EvidencePack['events'][number]

/** Returns the event as it was chained. */
function chained({ seq, receivedAt, by, type, data, hash }: PackedEvent): ChainedEvent {
  const { bound = null, ...fact } = data
  return { seq, at: Date.parse(receivedAt), by, fact: { type, ...fact }, bound, hash } as ChainedEvent
}

/** Whether a line is the next of the chain, with nothing in it that does not follow from the hashed event. */
async function follows(
  line: PackedEvent,
  seq: number,
  previous: string,
  takenBackBy: number | undefined,
): Promise<boolean> {
  try {
    const event = chained(line)
    const { hash, bound, ...rest } = event
    if (line.seq !== seq || (await hashOf(previous, { ...rest, ...(bound && { bound }) })) !== hash)
      return false
    return canonicalize(eventLine(event, takenBackBy)) === canonicalize(line)
  } catch {
    // An unreadable line is not what was hashed.
    return false
  }
}

async function chainFault(events: readonly PackedEvent[]): Promise<PackFault | null> {
  let previous = ''
  const takenBack = takenBackIn(events.map(chained))
  for (const [index, line] of events.entries()) {
    if (!(await follows(line, index + 1, previous, takenBack.get(index + 1))))
      return { what: 'chain-broken', seq: index + 1 }
    previous = line.hash
  }
  return null
}

/** Whether a pack describes its shipment as its first event does. */
function headingAgrees({ shipment, events }: EvidencePack): boolean {
  const first = events[0]?.data as Partial<FactOf<'announced'>> | undefined
  const { waybill, contractId, carrier, sender } = first ?? {}
  return canonicalize(shipment) === canonicalize({ id: shipment.id, waybill, contractId, carrier, sender })
}

/** Checks a whole pack: every hash anew, the seal, each receipt against its event, and the heading. */
export async function checkedPack(pack: EvidencePack, keys: readonly JWK[]): Promise<CheckedPack> {
  const seal = await claimsOf<SealClaims>(pack.seal, SEAL_TYPE, keys)
  const receipts = await Promise.all(
    pack.receipts.map((jws) => claimsOf<ReceiptClaims>(jws, RECEIPT_TYPE, keys)),
  )
  const faults: PackFault[] = []
  const broken = await chainFault(pack.events)
  if (broken) faults.push(broken)
  const hashes = pack.events.map((event) => event?.hash)
  if (seal.sub !== pack.shipment.id || seal.events !== hashes.length || seal.head !== hashes.at(-1))
    faults.push({ what: 'log-cut', seq: hashes.length })
  for (const { seq, hash, sub } of receipts)
    if (sub !== pack.shipment.id || hashes[seq - 1] !== hash) faults.push({ what: 'receipt-differs', seq })
  const handedOver = pack.events.filter((event) => event?.type === 'handed-over').length
  if (faults.length === 0 && (!headingAgrees(pack) || receipts.length !== handedOver || unknownFields(pack)))
    faults.push({ what: 'heading-differs' })
  return { faults, receipts, seal, hashes }
}

const FIELDS = ['events', 'format', 'receipts', 'seal', 'shipment']
const unknownFields = (pack: EvidencePack) => Object.keys(pack).some((name) => !FIELDS.includes(name))
