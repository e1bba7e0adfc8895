/** Signs that nobody sees: they hide a link, turn its direction, or stand in the middle of a word. */
const UNSEEN = String.raw`[\p{Cf}\p{Default_Ignorable_Code_Point}]`
/** Emoji use such signs too: some join several emoji to one, and some choose how an emoji looks. */
const OF_EMOJI = String.raw`\p{Extended_Pictographic}\p{EMod}?\ufe0f?\u200d(?=\p{Extended_Pictographic})|[\ufe0e\ufe0f]`
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu')
const EMOJI_OR_UNSEEN = new RegExp(`(${OF_EMOJI})|${UNSEEN}`, 'gu')
/** Line ends, and signs that a device obeys instead of showing them. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
/** The same within a paragraph, which ends only at one of our own line ends. */
const WITHIN = /(?:[\p{Zl}\p{Zp}]|(?!\n)\p{Cc})+/gu

const withoutUnseen = (text: string) => text.replace(EMOJI_OR_UNSEEN, (_sign, emoji?: string) => emoji ?? '')

/** Whether a text holds a control, direction or zero-width sign. `lines`: the text may have several lines. */
export function hasHiddenSign(text: string, lines = false): boolean {
  const rest = lines ? text.replace(/\r?\n|\t/g, ' ') : text
  return rest.replace(CONTROLS, '') !== rest || withoutUnseen(rest) !== rest
}

/** Dots that phones and browsers take for the dot in a host name, and dots that look like one. */
const DOTS = /[\u3002\uff0e\uff61\ufe52\u2024\ua4f8\u06d4\u0701\u0702]/g
/** A dot that is spelt so that readers see it and machines do not. */
const SPELT_DOT = /\s*[[({<]\s*(?:\.|dot|point|точка)\s*[\])}>]\s*/giu

/** Returns a digit of any script as 0–9. The digits of each script stand in a row, zero first. */
function digit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  let above = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - above - 1))) above++
  return String(above % 10)
}

/** Returns a text with the digits of every script as 0–9. */
export const asciiDigits = (text: string): string => text.replace(/(?![0-9])\p{Nd}/gu, digit)

/** Compatibility forms folded (NFKC), nothing unseen, every digit 0–9, a blank where a control would be sent as one. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(WITHIN, ' ')
    .replace(EVERY_UNSEEN, '')
    .replace(DOTS, '.')
    .replace(/(?![0-9])\p{Nd}/gu, digit)

/**
 * Returns a text as somebody suspicious reads it: folded, and every dot a ".", also one that is spelt. The linter
 * judges it; it is never sent.
 */
export const plain = (text: string): string => folded(text).replace(SPELT_DOT, '.')

/**
 * Returns the ways to read a text: `plain`, and with spelt dots as they stand, which keep digits apart that a dot
 * would join to one long number that nobody dials.
 */
export function readings(text: string): string[] {
  const asItStands = folded(text)
  return [...new Set([asItStands.replace(SPELT_DOT, '.'), asItStands])]
}

const QUAD = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g
/** A dot behind which a word begins. Numbers, prices and the end of a sentence do not match. */
const DOT_IN_A_WORD = /(\S)\.(?=[^\s\d.,;:!?)\]»\u201d"'\u2019\u2026])/gu

/**
 * Returns a text of which no phone makes a link: a blank follows every dot in a word ("Ozon. ru"), every
 * colon after a letter and every "@", line ends become blanks, and nothing is unseen. A blank is in the
 * alphabet of every SMS. A word joiner in its place would halve what fits into a part, and many phones look
 * through it. `ours` stays as it is.
 */
export function unlinked(text: string, ours: string | null = null): string {
  if (ours)
    return text
      .split(ours)
      .map((part) => unlinked(part))
      .join(ours)
  return (
    withoutUnseen(text.replace(CONTROLS, ' '))
      .replace(DOTS, '.')
      .replace(QUAD, (quad) => quad.replaceAll('.', '. '))
      .replace(DOT_IN_A_WORD, '$1. ')
      .replace(/(\p{L}):(?=\S)/gu, '$1: ')
      .replace(/@(?=\S)/g, '@ ')
      // After the others: a blank that they put before strokes would make a link of what follows.
      .replace(/(^|[\s:])\/{2,}(?=\S)/g, '$1/ ')
  )
}
