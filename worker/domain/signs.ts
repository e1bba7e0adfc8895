/** Signs that nobody sees: they hide a link from a reader, turn its direction, or stand in the midst of a word. */
const UNSEEN = String.raw`[\p{Cf}\p{Default_Ignorable_Code_Point}]`
/** Emoji are written with such signs too: what joins several to one, and the choice of their picture. */
const OF_EMOJI = String.raw`\p{Extended_Pictographic}\p{EMod}?\ufe0f?\u200d(?=\p{Extended_Pictographic})|[\ufe0e\ufe0f]`
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu')
const EMOJI_OR_UNSEEN = new RegExp(`(${OF_EMOJI})|${UNSEEN}`, 'gu')
/** Ends of lines, and what a device obeys instead of showing it. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
/** The same within a paragraph, which ends at a line's end of ours. */
const WITHIN = /(?:[\p{Zl}\p{Zp}]|(?!\n)\p{Cc})+/gu

const withoutUnseen = (text: string) => text.replace(EMOJI_OR_UNSEEN, (_sign, emoji?: string) => emoji ?? '')

/** Whether a text holds a control, direction or zero-width sign; `lines`: it may be of several lines. */
export function hasHiddenSign(text: string, lines = false): boolean {
  const rest = lines ? text.replace(/\r?\n|\t/g, ' ') : text
  return rest.replace(CONTROLS, '') !== rest || withoutUnseen(rest) !== rest
}

/** Dots that phones and browsers take for the dot of a host, and those that look like one. */
const DOTS = /[\u3002\uff0e\uff61\ufe52\u2024\ua4f8\u06d4\u0701\u0702]/g
/** A dot spelt so that machines do not see it and readers do. */
const SPELT_DOT = /\s*[[({<]\s*(?:\.|dot|point|точка)\s*[\])}>]\s*/giu

/** A digit of any script as ours: each script's stand in a row, from its nought. */
function digit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  let above = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - above - 1))) above++
  return String(above % 10)
}

/**
 * A text as somebody suspicious reads it: compatibility forms folded (NFKC), nothing unseen, every dot a dot, every digit
 * ours, and a blank where one is sent in place of a control. The linter judges this; it is never sent.
 */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(WITHIN, ' ')
    .replace(EVERY_UNSEEN, '')
    .replace(DOTS, '.')
    .replace(SPELT_DOT, '.')
    .replace(/(?![0-9])\p{Nd}/gu, digit)

const QUAD = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g
/** Behind it begins a word; numbers, prices and the end of a sentence stay as they are. */
const DOT_IN_A_WORD = /(\S)\.(?=[^\s\d.,;:!?)\]»”"'’…])/gu

/**
 * A text of which no phone makes a link: a blank after every dot in a word ("Ozon. ru"), after a colon that follows a
 * letter and after "@"; nothing unseen, no line's end. A blank is in the alphabet of every SMS; a word joiner in place
 * of it would halve what fits into a part, and many phones look through it. `ours` stays as it is.
 */
export function unlinked(text: string, ours: string | null = null): string {
  if (ours)
    return text
      .split(ours)
      .map((part) => unlinked(part))
      .join(ours)
  return withoutUnseen(text.replace(CONTROLS, ' '))
    .replace(DOTS, '.')
    .replace(QUAD, (quad) => quad.replaceAll('.', '. '))
    .replace(DOT_IN_A_WORD, '$1. ')
    .replace(/(\p{L}):(?=\S)/gu, '$1: ')
    .replace(/(^|[\s:])\/{2,}(?=\S)/g, '$1/ ')
    .replace(/@(?=\S)/g, '@ ')
}
