import { type RenderedText, words } from '../domain/rendered.ts'
import { hasHiddenSign, plain, readings } from '../domain/signs.ts'
import { hasLink, isPlainHost } from './links.ts'
import { hasNumber } from './numbers.ts'

/**
 * Something that leads a recipient away from the one link of a message, or a code to somebody else (R4, R5).
 */
export type ForeignFault = 'foreign-link' | 'foreign-phone'

/**
 * Codes that might form a phone number with the digits around them; the message's own code is one of many.
 */
const CODES = ['06123456', '84951234', '49512345', '08001234']

/** Returns whether digits stand so close to a code that they could be read as one number with it. */
const hasNeighbour = (text: string, pin: string) =>
  new RegExp(`\\p{Nd}[^\\p{L}\\p{Nd}]{0,5}${pin}|${pin}[^\\p{L}\\p{Nd}]{0,5}\\p{Nd}`, 'u').test(text)

/** Returns what a message holds beside its own link, its own code and the contract's own help number. */
export function foreignFaults(rendered: RenderedText, helpPhone: string | null): ForeignFault[] {
  const { text, pin, link } = rendered
  const faults: ForeignFault[] = []
  // The code is left in place, because "wa.me/?text=12345" is a link that contains it.
  const rest = link ? text.replaceAll(link, ' ') : text
  if (hasLink(rest)) faults.push('foreign-link')
  const others =
    pin && hasNeighbour(rest, pin) ? CODES.map((code) => rest.replaceAll(pin, code.slice(0, pin.length))) : []
  if ([rest, words(rendered), ...others].some((one) => hasNumber(one, helpPhone)))
    faults.push('foreign-phone')
  return faults
}

export type NameFault = ForeignFault | 'hidden-sign'

/**
 * Returns what is wrong with a name or an address that appears in messages. A shop may be named after its
 * site, as Ozon.ru is.
 */
export function nameFaults(name: string, hosts: 'host' | 'no-host' = 'host'): NameFault[] {
  const text = plain(name)
  const faults: NameFault[] = hasHiddenSign(name) ? ['hidden-sign'] : []
  if (hasLink(text) && !(hosts === 'host' && isPlainHost(text))) faults.push('foreign-link')
  if (readings(name).some((read) => hasNumber(read))) faults.push('foreign-phone')
  return faults
}
