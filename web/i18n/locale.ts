import { LOCALES, type Locale } from '../../worker/domain/terms.ts'

const KEY = 'sesame.lang'

/** The first of the wishes that we speak (`fr-CA` counts as `fr`), English otherwise. */
export function pickLocale(wishes: readonly (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    const found = LOCALES.find((locale) => locale === wish?.toLowerCase().split(/[-_]/)[0])
    if (found) return found
  }
  return 'en'
}

/** What the person and the browser wish for, most binding first. */
const wishes = () => [new URLSearchParams(location.search).get('lang'), read(), ...navigator.languages]

const detect = (): Locale => (typeof location === 'undefined' ? 'en' : pickLocale(wishes()))

/** Storage throws in some private windows. */
function read(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

let current = detect()
const listeners = new Set<() => void>()
const loaders = new Set<(locale: Locale) => Promise<void>>()

/** The language of the page now. */
export const locale = (): Locale => current

/** Runs `load` before every change of language, so that no screen shows half of each. */
export function beforeLocale(load: (locale: Locale) => Promise<void>): void {
  loaders.add(load)
}

/** Calls `listener` after a change; returns how to stop. */
export function onLocale(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Changes the language. A choice of the person is remembered; `remember: false` is for a language that we
 * only assume, such as the one the shipment was announced in.
 */
export async function setLocale(next: Locale, { remember = true } = {}): Promise<void> {
  await Promise.all([...loaders].map((load) => load(next)))
  current = next
  document.documentElement.lang = next
  try {
    if (remember) localStorage.setItem(KEY, next)
  } catch {
    // Not remembered then.
  }
  for (const listener of listeners) listener()
}

/** Takes a language that we only assume (a shipment's), unless one of ours was wished for. */
export async function assumeLocale(next: Locale): Promise<void> {
  if (next !== current && pickLocale([...wishes(), next]) === next) await setLocale(next, { remember: false })
}

if (typeof document !== 'undefined') document.documentElement.lang = current
