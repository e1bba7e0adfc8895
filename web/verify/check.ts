import type { JWK } from 'jose'
import type { EvidencePack } from '../../worker/api/shipments/evidence.ts'
import { RECEIPT_TYPE, type ReceiptClaims, type SealClaims } from '../../worker/wire/evidence.ts'
import { type Anchor, checkedPack } from './pack.ts'
import { claimsOf, type PackFault, RefusedError } from './signed.ts'

export type { PackFault } from './signed.ts'

export interface CheckedText {
  faults: PackFault[]
  receipts: ReceiptClaims[]
  /** The pack's seal, if a whole log was checked. */
  seal: SealClaims | null
  /** How many other things a pack was compared with. */
  held: number
}

/** Something given to be checked. */
type Given = { pack: EvidencePack } | { receipt: ReceiptClaims } | { anchor: Anchor }

const isText = (value: unknown): value is string => typeof value === 'string'

/** Reads an event from a webhook, in our own form or as a CloudEvent. Only its number and hash matter. */
function webhookOf(value: unknown): Anchor | null {
  const { data } = value as { data?: { shipmentId?: unknown; seq?: unknown; hash?: unknown } }
  const { shipmentId, seq, hash } = data ?? {}
  if (!isText(shipmentId) || !isText(hash) || !Number.isInteger(seq)) return null
  return { sub: shipmentId, seq: seq as number, hash, from: 'webhook' }
}

/** Reads a text: a receipt (its JWS, or the address in its QR), a pack's JSON, or a webhook's. */
async function read(text: string, keys: readonly JWK[]): Promise<Given> {
  const given = text.trim().replace(/^.*\/verify#/, '')
  if (!given.startsWith('{')) return { receipt: await claimsOf<ReceiptClaims>(given, RECEIPT_TYPE, keys) }
  const value = JSON.parse(given) as { format?: unknown }
  if (value.format === 'sesame-evidence/1') return { pack: value as EvidencePack }
  const anchor = webhookOf(value)
  if (anchor) return { anchor }
  throw new RefusedError({ what: 'unreadable' })
}

const refused = (error: unknown): CheckedText => ({
  faults: [error instanceof RefusedError ? error.fault : { what: 'unreadable' }],
  receipts: [],
  seal: null,
  held: 0,
})

/**
 * Checks what somebody pasted, dropped or scanned. Several things are compared with each other: a kept
 * receipt, webhook or older pack reveals that a log was rewritten or cut since, which no log shows by itself.
 */
export async function check(texts: string | readonly string[], keys: readonly JWK[]): Promise<CheckedText> {
  try {
    const given: Given[] = []
    for (const text of isText(texts) ? [texts] : texts) given.push(await read(text, keys))
    const receipts = given.flatMap((one) => ('receipt' in one ? [one.receipt] : []))
    const packs = given.flatMap((one) => ('pack' in one ? [one.pack] : []))
    const anchors = given.flatMap((one) => ('anchor' in one ? [one.anchor] : []))
    const held = receipts.map(({ sub, seq, hash }): Anchor => ({ sub, seq, hash, from: 'receipt' }))
    if (packs.length > 0) return await checkPack(packs, [...held, ...anchors], keys)
    if (anchors.length > 0 || receipts.length !== 1) return refused(new RefusedError({ what: 'needs-pack' }))
    return { faults: [], receipts, seal: null, held: 0 }
  } catch (error) {
    return refused(error)
  }
}

/** Checks the newest of several packs of one shipment against the older ones and whatever else was kept. */
async function checkPack(
  packs: readonly EvidencePack[],
  anchors: readonly Anchor[],
  keys: readonly JWK[],
): Promise<CheckedText> {
  const checked = await Promise.all(packs.map((pack) => checkedPack(pack, keys)))
  const [newest, ...older] = checked.sort((a, b) => b.seal.iat - a.seal.iat)
  if (!newest) throw new RefusedError({ what: 'unreadable' })
  const faults = checked.flatMap((pack) => pack.faults)
  const ends = older.map(
    ({ seal }): Anchor => ({
      sub: seal.sub,
      seq: seal.events,
      hash: seal.head,
      from: 'pack',
    }),
  )
  const held = [...anchors, ...ends]
  for (const { sub, seq, hash, from } of held) {
    if (sub !== newest.seal.sub) faults.push({ what: 'other-shipment' })
    else if (newest.hashes[seq - 1] !== hash) faults.push({ what: `${from}-differs`, seq })
  }
  return { faults, receipts: newest.receipts, seal: newest.seal, held: held.length }
}
