import type { Locale } from '../domain/terms.ts'
import type { KeyRing } from './keys.ts'
import { type Seed, visitNumbers } from './secrets.ts'
import en from './words/en.ts'
import fr from './words/fr.ts'
import ru from './words/ru.ts'

const LISTS: Record<Locale, string> = { en, fr, ru }
const split = new Map<Locale, string[]>()

/** Returns the 512 words of a language. They are taken apart when they are first needed. */
export function wordsIn(locale: Locale): readonly string[] {
  const known = split.get(locale) ?? LISTS[locale].trim().split(/\s+/)
  split.set(locale, known)
  return known
}

/**
 * Derives the two words that the courier's screen and the recipient's page show during one visit (R39), in the
 * recipient's language and never the same word twice: 18 bits, for two people who look at each other, not a secret
 * that releases anything.
 */
export function visitWords(ring: KeyRing, seed: Seed, visit: number, locale: Locale): [string, string] {
  const list = wordsIn(locale)
  const [first, second] = visitNumbers(ring, seed, visit)
  const one = first % list.length
  // The second is counted from the one after the first, so that all other words are equally likely.
  const two = (one + 1 + (second % (list.length - 1))) % list.length
  return [list[one] as string, list[two] as string]
}
