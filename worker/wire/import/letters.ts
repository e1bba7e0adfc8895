/**
 * Finds letters that are not those that were meant. A file may be read in the right encoding and hold what another
 * program has read in a wrong one before; such a name would be compared with a passport.
 */

/** A letter that a program had no place for. Names and addresses hold no question marks between letters. */
const LOST = /\ufffd/u
const QUESTIONED = /\?{2,}|\p{L}\?\p{L}|\p{L}\?$|^\?\p{L}/u
/** Controls of the second row, mathematics and drawn frames: never typed. */
const NEVER_TYPED = /[\u0080-\u009f\u2200-\u22ff\u2500-\u259f\ue000-\uf8ff]/u
/** Letters of two bytes that were read as one letter each: `Ã©`, `Ð½Ð½`, `РЅРЅ`. */
const PAIRS = /[ÃÂ][\u0080-\u00bf]|(?:[ÐÑ][\u0080-\u00bf]){2}|(?:[РС][\u0080-\u00bfЂ-Џђ-џҐґ‚„…†‡€‰‹›•™№]){3}/u
/** A sign between two letters that belongs beside numbers, or nowhere: a Cyrillic or accented letter, misread. */
const BETWEEN_LETTERS = /\p{L}[¡-£¥-©¬®¯±¶¸†‡‰‚„™˜ˆ]\p{L}/u
/** `Àííà`: Cyrillic letters that were read as Western ones. No language has such a word. */
const ACCENTS_ONLY = /(?<!\p{L})[À-ÖØ-öø-ÿ]{3,}(?!\p{L})/u
/** `Hйlиne`: accented letters that were read as Cyrillic ones. Letters of one shape are people's own mistakes. */
const ACCENT_AS_CYRILLIC = /[a-z]{2}[бвгджзийлмнптфцчшщыьэюя](?![а-яё])|[a-z][бвгджзийлмнптфцчшщыьэюя][a-z]/iu

/** Where letters of Windows-1252 and Windows-1251 have the bytes 80 to 9F, and how many of them are a proof. */
const CODE_PAGES = (
  [
    ['windows-1252', 2],
    ['windows-1251', 4],
  ] as const
).map(([encoding, least]) => {
  const signs = new TextDecoder(encoding).decode(Uint8Array.from({ length: 128 }, (_, n) => n + 128))
  return { page: new Map([...signs].map((sign, n) => [sign, n + 128])), least }
})
/** What letters and signs of two bytes there are in our languages. */
const MEANT = /^[\u0020-\u007e\s\u00a0-\u017f\u0400-\u045f\u2013-\u201e\u2026\u2116\u20ac]*$/u
const BEYOND_ASCII = /\P{ASCII}/gu

/** Whether a text is UTF-8 that a program read as Windows-1252 or -1251: `HÃ©lÃ¨ne`, `РђРЅРЅР°`. */
function isDecodedTwice(text: string): boolean {
  const beyond = text.match(BEYOND_ASCII)?.length ?? 0
  return CODE_PAGES.some(({ page, least }) => {
    if (beyond < least) return false
    const bytes = [...text].map((sign) => (sign < '\u0080' ? sign.charCodeAt(0) : page.get(sign)))
    if (bytes.includes(undefined)) return false
    try {
      return MEANT.test(
        new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(
          Uint8Array.from(bytes as number[]),
        ),
      )
    } catch {
      return false
    }
  })
}

export type LettersFault = 'lost-letters' | 'garbled'

/**
 * Returns what became of a cell's letters, or null if they may well be those that were meant. `words`: the cell
 * holds words, not numbers or addresses of the net.
 */
export function lettersFault(raw: string, words: boolean): LettersFault | null {
  if (LOST.test(raw) || (words && QUESTIONED.test(raw.trim()))) return 'lost-letters'
  if (!/\P{ASCII}/u.test(raw)) return null
  const garbled = [NEVER_TYPED, PAIRS, BETWEEN_LETTERS, ACCENTS_ONLY, ACCENT_AS_CYRILLIC].some((sign) =>
    sign.test(raw),
  )
  return garbled || isDecodedTwice(raw) ? 'garbled' : null
}
