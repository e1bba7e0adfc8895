import canonicalize from 'canonicalize'
import { base64url, compactVerify, importJWK, type JWK } from 'jose'
import {
  type EvidencePack,
  RECEIPT_TYPE,
  type ReceiptClaims,
  SEAL_TYPE,
  type SealClaims,
} from '../../worker/wire/evidence.ts'

/** Why something is not what it claims to be. `seq`: the event at which the log breaks. */
export type Fault =
  | { what: 'unreadable' }
  | { what: 'unknown-key' }
  | { what: 'bad-signature' }
  | { what: 'chain-broken'; seq: number }
  | { what: 'log-cut'; seq: number }
  | { what: 'receipt-differs'; seq: number }

export interface Checked {
  faults: Fault[]
  receipts: ReceiptClaims[]
  /** The pack's seal, when a whole log was checked. */
  seal: SealClaims | null
}

const refused = (fault: Fault): Checked => ({ faults: [fault], receipts: [], seal: null })

class Refused extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.what)
    this.fault = fault
  }
}

/** The claims of a token signed by one of our keys (RFC 7515, Ed25519); throws what is wrong with it. */
async function claimsOf<T>(jws: string, type: string, keys: readonly JWK[]): Promise<T> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      jws,
      ({ kid }) => {
        const key = keys.find((candidate) => candidate.kid === kid)
        if (!key) throw new Refused({ what: 'unknown-key' })
        return importJWK(key, 'Ed25519')
      },
      { algorithms: ['Ed25519'] },
    )
    if (protectedHeader.typ !== type) throw new Refused({ what: 'unreadable' })
    return JSON.parse(new TextDecoder().decode(payload)) as T
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused({ what: /^[\w-]+\.[\w-]+\.[\w-]+$/.test(jws) ? 'bad-signature' : 'unreadable' })
  }
}

/** Hash of an event in the chain (R31): SHA-256(0x01 ‖ previous ‖ RFC 8785 JSON), base64url. */
async function hashOf(previous: string, event: unknown): Promise<string> {
  const text = new TextEncoder().encode(canonicalize(event) ?? 'null')
  const before = base64url.decode(previous)
  const bytes = new Uint8Array(1 + before.length + text.length)
  bytes[0] = 1
  bytes.set(before, 1)
  bytes.set(text, 1 + before.length)
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

async function chainFault(events: EvidencePack['events']): Promise<Fault | null> {
  let previous = ''
  for (const [index, { seq, receivedAt, by, type, data, hash }] of events.entries()) {
    const { bound, ...fact } = data
    const event = {
      seq,
      at: Date.parse(receivedAt),
      by,
      fact: { type, ...fact },
      ...(bound ? { bound } : {}),
    }
    if (seq !== index + 1 || (await hashOf(previous, event)) !== hash)
      return { what: 'chain-broken', seq: index + 1 }
    previous = hash
  }
  return null
}

/** Checks one receipt against the published keys. */
export async function checkReceipt(jws: string, keys: readonly JWK[]): Promise<Checked> {
  try {
    return { faults: [], receipts: [await claimsOf<ReceiptClaims>(jws, RECEIPT_TYPE, keys)], seal: null }
  } catch (error) {
    return refused(error instanceof Refused ? error.fault : { what: 'unreadable' })
  }
}

/** Checks a whole evidence pack: every hash made anew, the seal, and each receipt against its event. */
export async function checkPack(pack: EvidencePack, keys: readonly JWK[]): Promise<Checked> {
  try {
    const seal = await claimsOf<SealClaims>(pack.seal, SEAL_TYPE, keys)
    const receipts = await Promise.all(
      pack.receipts.map((jws) => claimsOf<ReceiptClaims>(jws, RECEIPT_TYPE, keys)),
    )
    const faults: Fault[] = []
    const broken = await chainFault(pack.events)
    if (broken) faults.push(broken)
    const last = pack.events.at(-1)
    if (seal.sub !== pack.shipment.id || seal.events !== pack.events.length || seal.head !== last?.hash)
      faults.push({ what: 'log-cut', seq: pack.events.length })
    for (const { seq, hash, sub } of receipts)
      if (sub !== pack.shipment.id || pack.events[seq - 1]?.hash !== hash)
        faults.push({ what: 'receipt-differs', seq })
    return { faults, receipts, seal }
  } catch (error) {
    return refused(error instanceof Refused ? error.fault : { what: 'unreadable' })
  }
}

/** Checks what somebody pasted, dropped or scanned: a receipt, or a pack's JSON. */
export async function check(text: string, keys: readonly JWK[]): Promise<Checked> {
  const given = text.trim().replace(/^.*\/verify#/, '')
  if (!given.startsWith('{')) return checkReceipt(given, keys)
  try {
    const pack = JSON.parse(given) as EvidencePack
    return pack.format === 'sesame-evidence/1' ? await checkPack(pack, keys) : refused({ what: 'unreadable' })
  } catch {
    return refused({ what: 'unreadable' })
  }
}
