/**
 * Finds letters that are not those that were meant. A file may be read in the right encoding and hold what another
 * program has read in a wrong one before; such a name would be compared with a passport.
 */

/** A letter that a program had no place for. Names and addresses hold no question marks between letters. */
const LOST = /\ufffd/u
const QUESTIONED = /\?{2,}|\p{L}\?\p{L}|\p{L}\?$|^\?\p{L}/u
/** Controls of the second row, mathematics and drawn frames: never typed. */
const NEVER_TYPED = /[\u0080-\u009f\u2200-\u22ff\u2500-\u259f\ue000-\uf8ff]/u
/**
 * UTF-8 that a program read as Windows-1252 or -1251: each letter has become two, of which the second is a sign or a
 * letter of the bytes 80 to BF (`HÃ©lÃ¨ne`, `Ð½Ð½`, `РЅРЅ`).
 */
const WESTERN_SECOND = '\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const PAIRS = new RegExp(
  `[ÃÂÅ][${WESTERN_SECOND}]|\\p{Ll}[ÃÂ]|(?:[ÐÑ][${WESTERN_SECOND}]){2}|` +
    '(?:[РС][Ђ-Џђ-џҐґ\u00a0-\u00bf‚„…†‡€‰‹›‘’“”•–—™№]){2}',
  'u',
)
/** A sign between two letters that belongs beside numbers, or nowhere: a Cyrillic or accented letter, misread. */
const BETWEEN_LETTERS = /\p{L}[¡-£¥-©¬®¯±¶¸†‡‰‚„™˜ˆ]\p{L}/u
/** `Àííà`: Cyrillic letters that were read as Western ones. No language has such a word. */
const ACCENTS_ONLY = /(?<!\p{L})[À-ÖØ-öø-ÿ]{3,}(?!\p{L})/u
/** `Hйlиne`: accented letters that were read as Cyrillic ones. Letters of one shape are people's own mistakes. */
const ACCENT_AS_CYRILLIC = /[a-z]{2}[бвгджзийлмнптфцчшщыьэюя](?![а-яё])|[a-z][бвгджзийлмнптфцчшщыьэюя][a-z]/iu

const GARBLED = [NEVER_TYPED, PAIRS, BETWEEN_LETTERS, ACCENTS_ONLY, ACCENT_AS_CYRILLIC]

export type LettersFault = 'lost-letters' | 'garbled'

/**
 * Returns what became of a cell's letters, or null if they may well be those that were meant. `words`: the cell
 * holds words, not numbers or addresses of the net.
 */
export function lettersFault(raw: string, words: boolean): LettersFault | null {
  if (LOST.test(raw) || (words && QUESTIONED.test(raw.trim()))) return 'lost-letters'
  if (!/\P{ASCII}/u.test(raw)) return null
  return GARBLED.some((sign) => sign.test(raw)) ? 'garbled' : null
}
