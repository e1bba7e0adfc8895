import { toE164 } from '../../worker/wire/phone.ts'

const PHONE = /^\+[1-9]\d{6,14}$/
const EMAIL = /^[^\s@<>"(),:;\\[\]]+@[^\s@.]+(\.[^\s@.]+)+$/

/** Whether a number as typed can be one; the server has the last word. */
export const validPhone = (text: string, country: string): boolean => PHONE.test(toE164(text, country))

/** Whether an address as typed can be one. */
export const validEmail = (text: string): boolean => EMAIL.test(text.trim())
