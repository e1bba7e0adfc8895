import type { ReadPhone } from '../../worker/wire/phone.ts'

const EMAIL = /^[^\s@<>"(),:;\\[\]]+@[^\s@.]+(\.[^\s@.]+)+$/

let loaded: ReadPhone | undefined

/** Loads what reads telephone numbers, by the very code of the server. Only screens that ask for a number need it. */
export async function loadPhones(): Promise<ReadPhone> {
  loaded ??= (await import('../../worker/wire/phone.ts')).readPhone
  return loaded
}

/** Reads a number as `readPhone` does. Whoever calls it has loaded it. */
export const readPhone: ReadPhone = (text, place) => {
  if (!loaded) throw new Error('phones are not loaded')
  return loaded(text, place)
}

/** Whether a typed address may be an e-mail address. */
export const validEmail = (text: string): boolean => EMAIL.test(text.trim())
