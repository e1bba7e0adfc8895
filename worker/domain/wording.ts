import type { MessageContent } from './message-content.ts'
import { type Length, presenceWords, withoutWords } from './message-words.ts'
import type { Locale, MessageCause } from './terms.ts'

/**
 * The messages that a contract may word itself. The others keep our words: they warn the recipient of what
 * others did in their name, take back what was told, or say that money came or went, and another wording could
 * play that down (R9, R16, R30, R37, R41).
 */
export type WordedCause = Exclude<
  MessageCause,
  | 'identity'
  | 'contact-change'
  | 'label-change'
  | 'corrected'
  | 'reopened'
  | 'chat-joined'
  | 'paid'
  | 'refunded'
>

/** A contract's own text of a message, by language and by why the message goes out. */
export type Wording = Partial<Record<Locale, Partial<Record<WordedCause, string>>>>

/** The names that a contract's own text may put in braces. */
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
 * What each placeholder stands for in one message. Null: this message has no such value, and the line that
 * names it is left out. The two prescribed sentences are empty instead, so that the rest of their line stays.
 */
export type Values = Record<Placeholder, string | null>

/** Returns the values of a message, in the recipient's language; for an SMS the prescribed sentences are short. */
export function valuesOf(content: MessageContent, locale: Locale, length: Length = 'long'): Values {
  const place = content.counter ?? content.point
  return {
    carrier: content.carrier,
    sender: content.sender,
    code: content.pin,
    link: content.link,
    presence: presenceWords(locale, content, length),
    without: withoutWords(locale, content, length),
    point: place?.name ?? null,
    address: place?.address ?? null,
    hours: content.counter?.hours ?? null,
    until: content.counter?.until ?? null,
    destination: content.destination,
    parcels: content.partly,
  }
}

const IN_BRACES = /\{([^{}]*)\}/g

/** Returns the names in braces in a text, known or not. */
export const namesIn = (template: string): string[] =>
  [...template.matchAll(IN_BRACES)].map(([, name = '']) => name)

/**
 * Returns a text with its placeholders filled in, one paragraph per line. A line that names something this
 * message does not tell is left out as a whole, so "Your code: {code}." never becomes "Your code: .". `used`
 * are the placeholders that really say something. What is filled in is not read for placeholders again.
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

/** What a message has to say if it has it (R5). A text that leaves one out is not sent as that message. */
const OWED = ['code', 'link', 'presence', 'without'] as const
export type Owed = (typeof OWED)[number] | 'point'

/** Returns what `content` has to say and a text that used these placeholders does not. */
export function unsaid(content: MessageContent, values: Values, used: ReadonlySet<Placeholder>): Owed[] {
  // Where to fetch the parcel has to be said once it waits there.
  const owed: readonly Owed[] = content.counter ? [...OWED, 'point'] : OWED
  return owed.filter((name) => values[name] && !used.has(name))
}
