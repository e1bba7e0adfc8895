/**
 * Signs that nobody sees and that mean nothing where they stand: zero-width signs, soft hyphens, fillers,
 * and the marks of direction that phones and address books put around a text.
 */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu
/** Some of them are needed: they join emoji, choose how one looks, or part the letters of some scripts. */
const NEEDED =
  /\p{Extended_Pictographic}\p{EMod}?\ufe0f?\u200d(?=\p{Extended_Pictographic})|(?<=[\p{Extended_Pictographic}0-9#*])\ufe0f|(?<=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]\p{M}{0,2})[\u200c\u200d](?=\p{L})/gu
const NEEDED_OR_UNSEEN = new RegExp(`(${NEEDED.source})|${UNSEEN.source}`, 'gu')
/**
 * Signs that turn the order of the letters behind them: what is read is not what is stored, and nobody can
 * say which of the two was meant.
 */
const TURNING = /[\u202d\u202e]/u
/** Signs that a device obeys instead of showing them, line ends among them. */
const CONTROL = /\p{Cc}/u
/** Up to four marks follow a letter in scripts that people write; a heap of them covers the lines around. */
const HEAP = /\p{M}{5,}/u
const BREAK = /\r\n?|[\n\u0085\u2028\u2029]/g

export type TextFault = 'hidden-sign' | 'too-many-marks'

/** How many lines a text may have. */
export type Lines = 'one' | 'several'

/** A text in the one form in which it is compared, fingerprinted and stored, and what cannot be tidied in it. */
export interface TidyText {
  text: string
  fault: TextFault | null
}

/**
 * Brings a text from outside into its one form: composed (NFC), with single spaces of one kind, nothing
 * unseen in it and no blanks at its ends. What cannot be taken out with certainty is a fault: control signs,
 * signs that turn the letters, a line break where there is one line, and heaps of accents. A tidy text stays
 * as it is.
 */
export function tidy(given: string, lines: Lines): TidyText {
  // Every step takes time in proportion to the length.
  const seen = given.replace(NEEDED_OR_UNSEEN, (_sign, needed?: string) => needed ?? '')
  const unified = seen.trim().replace(BREAK, '\n')
  const text = unified
    .normalize('NFC')
    .replace(/[\p{Zs}\t]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
  const rest = lines === 'several' ? unified.replace(/[\n\t]/g, ' ') : unified
  if (TURNING.test(given) || CONTROL.test(rest)) return { text, fault: 'hidden-sign' }
  return { text, fault: HEAP.test(text) ? 'too-many-marks' : null }
}
