import bidiFactory from 'bidi-js'

const bidi = bidiFactory()

/** What can be written in one font. */
export interface Coverage {
  has: (codePoint: number) => boolean
}

/** A stretch of a line in one font and one direction. */
export interface Run<Font> {
  text: string
  font: Font
  rtl: boolean
}

/** Signs that no font draws: joiners, selectors of variants, marks of direction. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u
/**
 * Signs that would hide on paper what was written: those that turn the order of a text around, and letters that
 * are blank.
 */
const HIDING = /[\u202A-\u202E\u2066-\u2069\u115F\u1160\u3164\uFFA0]/
const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Splits a text into its lines, composed (NFC) as fonts know letters with accents. */
export const paragraphsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .replaceAll('\t', ' ')
    .split(/\r\n?|[\n\u2028\u2029]/)

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** Splits a text into what a reader counts as one letter, with its accents. */
export const lettersOf = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment)

/** Whether a font draws every sign of a text that can be seen. */
const draws = ({ has }: Coverage, text: string): boolean =>
  Array.from(text).every((sign) => has(sign.codePointAt(0) ?? 0) || UNSEEN.test(sign))

/** Returns the first font that draws all of a text. */
const firstFor = <Font extends Coverage>(fonts: readonly Font[], text: string): Font | undefined =>
  fonts.find((font) => draws(font, text))

/**
 * Splits a text into parts, each with a font that draws it: the whole text if one font can, else each word,
 * else each letter, else each sign. Parts without a font are drawn by none of them.
 */
export function partsOf<Font extends Coverage>(
  text: string,
  fonts: readonly Font[],
): { text: string; font: Font | undefined }[] {
  const whole = firstFor(fonts, text)
  if (whole) return [{ text, font: whole }]
  return text.split(/( +)/).flatMap((word) => {
    if (word === '') return []
    const font = firstFor(fonts, word)
    if (font) return [{ text: word, font }]
    return lettersOf(word).flatMap((letter) => {
      const font = firstFor(fonts, letter)
      if (font) return [{ text: letter, font }]
      return Array.from(letter, (sign) => ({ text: sign, font: firstFor(fonts, sign) }))
    })
  })
}

/** Scripts in which names are written today, by their ISO 15924 codes, to say which one a font is missing for. */
const SCRIPTS = (
  'Latn Cyrl Grek Armn Geor Hebr Arab Hani Hira Kana Hang Bopo Deva Beng Guru Gujr Orya Taml Telu Knda Mlym ' +
  'Sinh Thai Laoo Tibt Mymr Khmr Ethi Mong Syrc Thaa Nkoo Tfng Cher Cans Yiii Adlm Olck Java Bali Vaii'
).split(' ')
const scriptOf = (sign: string): string | undefined =>
  SCRIPTS.find((code) => new RegExp(`\\p{Script=${code}}`, 'u').test(sign))

const hex = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/**
 * Returns a line as it can be drawn: signs that no font draws are named by script and code point, such as
 * `[Thai: U+0E2A U+0E21]`. A proof never has a gap where something was written.
 */
export function drawable(line: string, fonts: readonly Coverage[], locale: string): string {
  if (!HIDING.test(line) && firstFor(fonts, line)) return line
  const names = new Intl.DisplayNames(locale, { type: 'script' })
  let drawn = ''
  let unknown: { script: string | undefined; codes: string[] } | null = null
  const close = () => {
    if (!unknown) return
    const { script, codes } = unknown
    drawn += `[${script ? `${names.of(script)}: ` : ''}${codes.join(' ')}]`
    unknown = null
  }
  for (const { text, font } of partsOf(line, fonts))
    for (const sign of text) {
      if (font && !HIDING.test(sign)) {
        close()
        drawn += sign
        continue
      }
      const script = scriptOf(sign)
      if (unknown && unknown.script !== script) close()
      unknown ??= { script, codes: [] }
      unknown.codes.push(hex(sign))
    }
  close()
  return drawn
}

/** Whether any letter of a text is written from right to left. */
export const hasRtl = (text: string): boolean => RTL.test(text)

/**
 * Splits a line into runs and returns them in the order in which they stand on paper, from left to right, by
 * the Unicode Bidirectional Algorithm. The line itself reads from left to right, as its document does.
 */
export function runsOf<Font extends Coverage>(line: string, fonts: readonly Font[]): Run<Font>[] {
  const parts = partsOf(line, fonts)
  if (!hasRtl(line)) return merged(parts.map(({ text, font }) => ({ text, font, level: 0 })))
  const { levels } = bidi.getEmbeddingLevels(line, 'ltr')
  const pieces: Piece<Font>[] = []
  let at = 0
  for (const { text, font } of parts)
    for (const letter of lettersOf(text)) {
      pieces.push({ text: letter, font, level: levels[at] ?? 0 })
      at += letter.length
    }
  return merged(pieces)
}

interface Piece<Font> {
  text: string
  font: Font | undefined
  level: number
}

/** Joins neighbours of one font and level, and puts them in the order of the paper. */
function merged<Font>(pieces: readonly Piece<Font>[]): Run<Font>[] {
  const joined: Piece<Font>[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last && last.font === piece.font && last.level === piece.level) last.text += piece.text
    else joined.push({ ...piece })
  }
  // Rule L2: from the highest level down to the lowest odd one, every stretch at that level or above is reversed.
  for (let level = Math.max(0, ...joined.map((run) => run.level)); level > 0; level--)
    for (let start = 0; start < joined.length; start++) {
      let end = start
      while ((joined[end]?.level ?? -1) >= level) end++
      if (end === start) continue
      joined.splice(start, end - start, ...joined.slice(start, end).reverse())
      start = end
    }
  return joined.flatMap(({ text, font, level }) => (font ? [{ text, font, rtl: level % 2 === 1 }] : []))
}

/** Brackets open the other way in what is read from right to left. */
export const mirrored = (text: string): string =>
  Array.from(text, (sign) => bidi.getMirroredCharacter(sign) ?? sign).join('')
