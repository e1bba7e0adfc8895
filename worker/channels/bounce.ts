import { createHmac } from 'node:crypto'
import type { Notice, Report } from './channel.ts'
import { sameText } from './proof.ts'

/** Where mail servers return what they cannot deliver, and the word that proves which mail it was. */
export interface BounceSettings {
  /** `bounces@parcels.example`, an address of this Worker (Email Routing). */
  address: string
  /** A word of our own, from which each mail's return address is made. */
  key: string
}

const PROOF_SIGNS = 10
/** What stands between the mailbox, the mail's id and its proof. */
const RETURN = /^([^@+]+)\+(.+)\.([a-z0-9]{10})@([^@]+)$/

/** Returns a proof of signs that every mail server leaves as they are. */
const proofOf = (id: string, key: string): string =>
  BigInt(`0x${createHmac('sha256', key).update(`bounce ${id}`).digest('hex')}`)
    .toString(36)
    .slice(0, PROOF_SIGNS)

/** The signs that a local part may have (RFC 5321). */
const LOCAL_PART_MAX = 64

/**
 * Returns the envelope's sender of one mail, which only a server that got the mail knows; null for the few ids that are
 * too long for an address.
 */
export function returnAddress({ address, key }: BounceSettings, id: string): string | null {
  const [mailbox, domain] = address.split('@')
  const local = `${mailbox}+${id}.${proofOf(id, key)}`
  return local.length > LOCAL_PART_MAX ? null : `${local}@${domain}`
}

/** Reads the id of the mail that is returned to this address; null if it is none of ours. */
export function bouncedId(to: string, { address, key }: BounceSettings): string | null {
  const [, mailbox = '', id = '', proof = '', domain = ''] = RETURN.exec(to) ?? []
  if (`${mailbox}@${domain}`.toLowerCase() !== address.toLowerCase()) return null
  return sameText(proof, proofOf(id, key)) ? id : null
}

/** The part of a report that machines read (RFC 3464). Its lines are plain ASCII, whatever the mail holds beside it. */
const STATUS_PART =
  /^content-type:\s*message\/delivery-status\b[\s\S]*?\r?\n\r?\n([\s\S]*?)(?:^--|$(?![\s\S]))/im

/** Returns what a report says of the one recipient of our mails; null while the mail may still arrive. */
function reportIn(mail: string): Report | null {
  const [, fields = ''] = STATUS_PART.exec(mail) ?? []
  const action = /^action:\s*([a-z]+)/im.exec(fields)?.[1]?.toLowerCase()
  const status = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(fields)?.[1]
  if (action === 'delivered') return { outcome: 'delivered' }
  if (action !== 'failed') return null
  return { outcome: 'undelivered', ...(status && { code: `dsn-${status}` }) }
}

/** Reads a mail that came to a return address; null if it proves nothing, or says nothing final. */
export function readBounce(to: string, mail: string, settings: BounceSettings): Notice | null {
  const id = bouncedId(to, settings)
  const report = id && reportIn(mail)
  return report ? { id, ...report } : null
}
