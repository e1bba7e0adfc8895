const PHONE = /^\+[1-9]\d{6,14}$/
const EMAIL = /^[^\s@<>"(),:;\\[\]]+@[^\s@.]+(\.[^\s@.]+)+$/
/** How a number is dialled inside a country: what stands for its code. */
const TRUNKS: Record<string, { trunk: RegExp; code: string }> = {
  RU: { trunk: /^8(?=\d{10}$)/, code: '+7' },
  KZ: { trunk: /^8(?=\d{10}$)/, code: '+7' },
  FR: { trunk: /^0(?=\d{9}$)/, code: '+33' },
  BE: { trunk: /^0(?=\d{8,9}$)/, code: '+32' },
  DE: { trunk: /^0(?=\d{6,})/, code: '+49' },
  GB: { trunk: /^0(?=\d{9,10}$)/, code: '+44' },
}

/** A number as people write it, in E.164 where that is certain; otherwise as it stands, for the check to refuse. */
export function toE164(text: string, country: string): string {
  const digits = text.trim().replace(/[\s().\-\u00a0\u2011\u2013]/g, '')
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  const national = TRUNKS[country]
  return national && !digits.startsWith('+') ? digits.replace(national.trunk, national.code) : digits
}

/** Whether a number as typed can be one; the server has the last word. */
export const validPhone = (text: string, country: string): boolean => PHONE.test(toE164(text, country))

/** Whether an address as typed can be one. */
export const validEmail = (text: string): boolean => EMAIL.test(text.trim())
