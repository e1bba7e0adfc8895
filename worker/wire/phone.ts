/**
 * How a number is dialled inside a country (`trunk`), and how it looks when a spreadsheet has dropped its `+`
 * (`bare`).
 */
const NATIONAL: Record<string, { trunk: RegExp; bare: RegExp; code: string }> = {
  RU: { trunk: /^8(?=\d{10}$)/, bare: /^7\d{10}$/, code: '+7' },
  KZ: { trunk: /^8(?=\d{10}$)/, bare: /^7\d{10}$/, code: '+7' },
  FR: { trunk: /^0(?=\d{9}$)/, bare: /^33\d{9}$/, code: '+33' },
  BE: { trunk: /^0(?=\d{8,9}$)/, bare: /^32\d{8,9}$/, code: '+32' },
  DE: { trunk: /^0(?=\d{6,})/, bare: /^49\d{9,11}$/, code: '+49' },
  GB: { trunk: /^0(?=\d{9,10}$)/, bare: /^44\d{9,10}$/, code: '+44' },
}

/**
 * Converts a number as people write it to E.164 if that is certain; otherwise returns it without its
 * punctuation, for the schema to refuse.
 * @param country ISO 3166 code of the address to which the number belongs
 */
export function toE164(text: string, country: string): string {
  const digits = text.trim().replace(/[\s().\-\u00a0\u2011\u2013]/g, '')
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  const national = NATIONAL[country]
  if (!national || digits.startsWith('+')) return digits
  if (national.bare.test(digits)) return `+${digits}`
  return digits.replace(national.trunk, national.code)
}
