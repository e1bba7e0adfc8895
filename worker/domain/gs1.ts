/**
 * Reads the number of a parcel (SSCC, application identifier 00) from what a GS1 barcode holds. Source: GS1
 * General Specifications, sections 3 and 7.8: elements follow one another, and the group separator ends those
 * of variable length.
 */
export const GROUP_SEPARATOR = '\x1d'

/** Elements whose length is known from the first two digits of their identifier, with it: no separator ends them. */
const WHOLE_LENGTH: Record<string, number> = {
  '00': 20,
  '01': 16,
  '02': 16,
  '03': 16,
  '04': 18,
  '11': 8,
  '12': 8,
  '13': 8,
  '14': 8,
  '15': 8,
  '16': 8,
  '17': 8,
  '18': 8,
  '19': 8,
  '20': 4,
  '31': 10,
  '32': 10,
  '33': 10,
  '34': 10,
  '35': 10,
  '36': 10,
  '41': 16,
}
const SSCC = /^00\d{18}/
const BRACKETED = /\(00\)\s*(\d{18})(?!\d)/

/** Returns the SSCC with its identifier 00, from element strings in any order; null if there is none. */
export function ssccIn(elements: string): string | null {
  const bracketed = BRACKETED.exec(elements)?.[1]
  if (bracketed) return `00${bracketed}`
  for (let at = 0; at < elements.length; ) {
    const own = SSCC.exec(elements.slice(at))?.[0]
    if (own) return own
    const length = WHOLE_LENGTH[elements.slice(at, at + 2)]
    const end = elements.indexOf(GROUP_SEPARATOR, at)
    if (length === undefined && end < 0) return null
    at = length === undefined ? end : at + length
    while (elements[at] === GROUP_SEPARATOR) at++
  }
  return null
}

/** Whether the last of some digits is the check digit that GS1 prescribes: weights 3 and 1 from the right. */
export function hasCheckDigit(digits: string): boolean {
  const sum = [...digits]
    .reverse()
    .reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}
