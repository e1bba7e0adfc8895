/** How a text travels as SMS (3GPP TS 23.038, 23.040): in one part, or in several that a phone joins. */
export interface SmsParts {
  encoding: 'GSM-7' | 'UCS-2'
  /** Septets (GSM-7) or UTF-16 units (UCS-2) of the whole text. */
  units: number
  /** The text of each part; empty for an empty text. */
  parts: string[]
  /** Units that still fit into the last part. */
  left: number
}

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Characters that follow an escape. Each takes two septets, which must not be torn apart. */
const EXTENSION = '\f^{}\\[~]|€'
const SEPTETS = new Map<string, number>([
  ...[...BASIC].map((character) => [character, 1] as const),
  ...[...EXTENSION].map((character) => [character, 2] as const),
])

/** Whether the alphabet of phones has this character. */
export const inGsm = (character: string): boolean => SEPTETS.has(character)

/** Units that fit into a single part, and into each of several parts, whose header takes the rest. */
const ROOM = { 'GSM-7': { one: 160, each: 153 }, 'UCS-2': { one: 70, each: 67 } }

/** Returns the parts of a text, no character torn in two. One character outside GSM-7 makes all UCS-2. */
export function smsParts(text: string): SmsParts {
  const characters = [...text]
  const encoding = characters.every(inGsm) ? 'GSM-7' : 'UCS-2'
  const unitsOf = (character: string) =>
    encoding === 'GSM-7' ? (SEPTETS.get(character) ?? 0) : character.length
  const units = characters.reduce((sum, character) => sum + unitsOf(character), 0)
  const room = units <= ROOM[encoding].one ? ROOM[encoding].one : ROOM[encoding].each
  const parts: string[] = []
  let used = room
  for (const character of characters) {
    const size = unitsOf(character)
    if (used + size > room) {
      parts.push('')
      used = 0
    }
    parts[parts.length - 1] += character
    used += size
  }
  return { encoding, units, parts, left: parts.length > 0 ? room - used : room }
}
