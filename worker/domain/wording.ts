import { presenceWords, withoutWords } from './message-words.ts'
import type { Locale, MessageCause } from './terms.ts'
import type { Told } from './told.ts'

/**
 * Messages that a contract may word itself. Two keep our words: they warn the recipient of what others did in their
 * name, and a wording could turn the warning into small talk (R9, R16).
 */
export type WordedCause = Exclude<MessageCause, 'identity' | 'contact-change' | 'label-change' | 'corrected'>

/** A contract's own text of a message, by language and by why the message goes out. */
export type Wording = Partial<Record<Locale, Partial<Record<WordedCause, string>>>>

/** What a text of one's own may name in braces. */
export const PLACEHOLDERS = [
  'carrier',
  'sender',
  'code',
  'link',
  'presence',
  'without',
  'point',
  'address',
  'hours',
  'until',
  'destination',
  'parcels',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]
const isPlaceholder = (name: string): name is Placeholder =>
  (PLACEHOLDERS as readonly string[]).includes(name)

/**
 * What each placeholder stands for in one message. Null: this message has none, and the line that names it is left
 * out. The two prescribed sentences are empty instead, so that the rest of their line stays.
 */
export type Values = Record<Placeholder, string | null>

/** The values of a message, in the recipient's language. */
export function valuesOf(told: Told, locale: Locale): Values {
  const place = told.counter ?? told.point
  return {
    carrier: told.carrier,
    sender: told.sender,
    code: told.pin,
    link: told.link,
    presence: presenceWords(locale, told),
    without: withoutWords(locale, told),
    point: place?.name ?? null,
    address: place?.address ?? null,
    hours: told.counter?.hours ?? null,
    until: told.counter?.until ?? null,
    destination: told.destination,
    parcels: told.partly,
  }
}

const IN_BRACES = /\{([^{}]*)\}/g

/** The names in braces of a text, known or not. */
export const namesIn = (template: string): string[] =>
  [...template.matchAll(IN_BRACES)].map(([, name = '']) => name)

/**
 * A text with its placeholders filled in: one paragraph a line. A line that names what this message does not tell
 * is left out whole, so "Your code: {code}." is never "Your code: .". `used` are the placeholders that
 * really say something. What is filled in is not read for placeholders again.
 */
export function fill(template: string, values: Values): { paragraphs: string[]; used: Set<Placeholder> } {
  const paragraphs: string[] = []
  const used = new Set<Placeholder>()
  for (const line of template.split('\n')) {
    const names = namesIn(line).filter(isPlaceholder)
    if (names.some((name) => values[name] === null)) continue
    const filled = line.replace(IN_BRACES, (braces, name: string) =>
      isPlaceholder(name) ? (values[name] ?? '') : braces,
    )
    const text = filled.replace(/[ \t]+/g, ' ').trim()
    if (text === '') continue
    paragraphs.push(text)
    for (const name of names) if (values[name] !== '') used.add(name)
  }
  return { paragraphs, used }
}

/** What a message has to say where it has it (R5): a text that leaves one of them out is not sent as that message. */
const OWED = ['code', 'link', 'presence', 'without'] as const
export type Owed = (typeof OWED)[number] | 'point'

/** What `told` has to say and a text that used these placeholders does not. */
export function unsaid(told: Told, values: Values, used: ReadonlySet<Placeholder>): Owed[] {
  // Where to fetch it is owed once it waits there.
  const owed: readonly Owed[] = told.counter ? [...OWED, 'point'] : OWED
  return owed.filter((name) => values[name] && !used.has(name))
}
