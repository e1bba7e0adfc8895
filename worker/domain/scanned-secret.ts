import { retypings } from './keyboards.ts'

/** A proof that was read from a QR code, or something else that must never travel as a label. */
export type ScannedSecret =
  | { kind: 'code'; shipmentId: string; code: string }
  | { kind: 'receipt'; code: string }
  | { kind: 'secret' }

const AIM = /^\][A-Za-z][0-9A-Za-z]/
const CODE = /^SESAME:1:([A-Za-z0-9_-]{1,64}):/
const RECEIPT = /^SESAME:1R:/
/** One of our texts, read with something before it, or with its case lost. */
const DAMAGED = /SESAME:1|^SESAME:/i
/** The end of a code or receipt whose first signs were swallowed: its bits are all there. */
const TAIL =
  /^[SEAM]{0,6}:?1R?:[A-Za-z0-9_-]{1,64}:[A-Za-z0-9_:-]{16,}$|^:?[A-Za-z0-9_-]{14,22}:[A-Za-z0-9_-]{22}$/i
/** The address of a delivery or an invitation. What stands behind `#` is a secret, also if no key types the `#`. */
const LINK = /\/(?:r|app\/)#|\/r[A-Za-z0-9]{14}\.[A-Za-z0-9]{14}/i
const RETYPED_LINK = new RegExp(`^h?t?t?p?s?://\\S*(?:${LINK.source})`, 'i')
/** The secret of a link without its address. */
const TOKEN = /^#?(?:[A-Za-z0-9]{14}\.[A-Za-z0-9]{14}|[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{22})$/

/** Whatever a keyboard makes of a colon or a slash of ours, one of the signs is no other than these. */
const UNTURNED = /^[A-Za-z0-9 .\-_/%+]*$/

function proofIn(text: string): ScannedSecret | null {
  const shipmentId = CODE.exec(text)?.[1]
  if (shipmentId) return { kind: 'code', shipmentId, code: text }
  return RECEIPT.test(text) ? { kind: 'receipt', code: text } : null
}

/**
 * Returns what secret a text is, under every pair of keyboards, or null. The bits of a code depend on case and
 * keys, so it is returned as it stands in the QR code.
 */
export function secretIn(text: string): ScannedSecret | null {
  const retyped = UNTURNED.test(text) ? [] : retypings(text).map((one) => one.replace(AIM, ''))
  const own = text.replace(AIM, '')
  for (const one of [own, ...retyped]) {
    const proof = proofIn(one)
    if (proof) return proof
  }
  const damaged = (one: string) => DAMAGED.test(one) || TAIL.test(one)
  const isSecret =
    [own, ...retyped].some(damaged) ||
    LINK.test(own) ||
    TOKEN.test(own) ||
    retyped.some((one) => RETYPED_LINK.test(one))
  return isSecret ? { kind: 'secret' } : null
}
