import { toE164 } from '../../worker/wire/phone.ts'

const PHONE = /^\+[1-9]\d{6,14}$/
const EMAIL = /^[^\s@<>"(),:;\\[\]]+@[^\s@.]+(\.[^\s@.]+)+$/

/** Whether a typed number may be a phone number. The server decides. */
export const validPhone = (text: string, country: string): boolean => PHONE.test(toE164(text, country))

/** Whether a typed address may be an e-mail address. */
export const validEmail = (text: string): boolean => EMAIL.test(text.trim())
