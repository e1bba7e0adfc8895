import fontkit, { type Font, type Glyph, type GlyphPosition, type Subset } from '@cantoo/fontkit'
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib'
import { type Coverage, mirrored } from './runs.ts'

/** A glyph of a shaped run, measured in units of its font. */
export interface Shaped extends GlyphPosition {
  /** The glyph's code in the embedded font: four hexadecimal digits. */
  code: string
  /** The advance that the embedded font itself says. */
  width: number
}

/** A glyph as it stands for certain letters. Two letters may share a glyph; each has its own code then. */
interface Letter {
  /** A number of its own, by which pdf-lib tells letters apart. */
  id: number
  glyph: Glyph
  codePoints: number[]
  advanceWidth: number
}

/** fontkit's list of the glyphs that a subset holds; it is there but not in its types. */
type OpenSubset = Subset & { glyphs: number[] }

/**
 * An embedded font that shapes what it writes: letters that join, marks in their place, either direction. Who
 * copies text out of the PDF gets the very letters that were written.
 */
export class Typeface implements Coverage {
  readonly #layout: Font['layout']
  readonly #unitsPerEm: number
  readonly #codePoints: ReadonlySet<number>
  readonly #letters = new Map<string, Letter>()
  #rtl = false
  #pdf: PDFFont | undefined

  private constructor(font: Font) {
    this.#unitsPerEm = font.unitsPerEm
    this.#codePoints = new Set(font.characterSet)
    this.#layout = font.layout.bind(font)
    keepCodePoints(font)
    subsetByLetter(font)
    // pdf-lib asks for the layout of a text when it encodes it, and knows neither direction nor shared glyphs.
    font.layout = ((text: string) => ({ glyphs: this.#layOut(text).map(({ letter }) => letter) })) as never
  }

  /** Embeds the glyphs of a font that will be used. */
  static async embed(doc: PDFDocument, bytes: ArrayBuffer): Promise<Typeface> {
    const font = fontkit.create(new Uint8Array(bytes)) as Font
    const typeface = new Typeface(font)
    doc.registerFontkit({ create: () => font } as never)
    typeface.#pdf = await doc.embedFont(bytes, { subset: true })
    return typeface
  }

  get pdf(): PDFFont {
    if (!this.#pdf) throw new Error('the font is not embedded yet')
    return this.#pdf
  }

  has = (codePoint: number): boolean => this.#codePoints.has(codePoint)

  #layOut(text: string): { letter: Letter; position: GlyphPosition }[] {
    const rtl = this.#rtl
    const { glyphs, positions } = this.#layout(
      rtl ? mirrored(text) : text,
      null,
      null,
      null,
      rtl ? 'rtl' : 'ltr',
    )
    const still = { xAdvance: 0, yAdvance: 0, xOffset: 0, yOffset: 0 }
    const run = glyphs.map((glyph, i) => ({
      letter: this.#letterOf(glyph),
      position: positions?.[i] ?? still,
    }))
    // Where every glyph stands on the line by itself, the font's own advances are kept: the text stays whole.
    if (rtl || run.some(({ position }) => position.xOffset || position.yOffset)) return run
    return run.map(({ letter }) => ({ letter, position: { ...still, xAdvance: letter.advanceWidth } }))
  }

  #letterOf(glyph: Glyph): Letter {
    const text = String.fromCodePoint(...glyph.codePoints)
    // A bracket was turned around to be drawn; it stands for the one that was written.
    const codePoints = Array.from(this.#rtl ? mirrored(text) : text, (sign) => sign.codePointAt(0) ?? 0)
    const key = `${glyph.id} ${codePoints}`
    const known = this.#letters.get(key)
    if (known) return known
    const letter = { id: this.#letters.size + 1, glyph, codePoints, advanceWidth: glyph.advanceWidth }
    this.#letters.set(key, letter)
    return letter
  }

  /** Returns the width of a text in ems. */
  width(text: string, rtl: boolean): number {
    this.#rtl = rtl
    return this.#layOut(text).reduce((sum, { position }) => sum + position.xAdvance, 0) / this.#unitsPerEm
  }

  /** Shapes a text for the page, glyphs from left to right. */
  shape(text: string, rtl: boolean): Shaped[] {
    this.#rtl = rtl
    const codes = this.pdf.encodeText(text).asString().match(/.{4}/g) ?? []
    return this.#layOut(text).map(({ letter, position }, i) => ({
      ...position,
      code: codes[i] ?? '0000',
      width: letter.advanceWidth,
    }))
  }

  /** Whether the glyphs of a text, one after the other, give its letters back: no letter is drawn in parts. */
  readsBack(text: string): boolean {
    this.#rtl = false
    const found = this.#layOut(text).map(({ letter }) => letter.codePoints)
    return found.every(({ length }) => length > 0) && String.fromCodePoint(...found.flat()) === text
  }

  /** Thousandths of an em, in which a PDF moves the next glyph, for each unit of the font. */
  get milli(): number {
    return 1000 / this.#unitsPerEm
  }
}

/** fontkit remembers a glyph with the letters that it first stood for. This tells each run its own. */
function keepCodePoints(font: Font): void {
  const getGlyph = font.getGlyph.bind(font)
  font.getGlyph = (id, characters = []) => {
    const glyph = getGlyph(id, characters)
    if (!glyph || `${glyph.codePoints}` === `${characters}`) return glyph
    return Object.create(glyph, { codePoints: { value: characters } }) as Glyph
  }
}

/** Gives each letter a glyph of its own in what is embedded, so that no two share a code. */
function subsetByLetter(font: Font): void {
  const createSubset = font.createSubset.bind(font)
  font.createSubset = () => {
    const subset = createSubset() as OpenSubset
    const include = subset.includeGlyph.bind(subset)
    const codes = new Map<number, number>()
    subset.includeGlyph = (given: Glyph | Letter | number) => {
      // Parts of a glyph are told by their number.
      if (typeof given === 'number') return include(given)
      const known = codes.get(given.id)
      if (known !== undefined) return known
      const code = subset.glyphs.push('glyph' in given ? given.glyph.id : given.id) - 1
      codes.set(given.id, code)
      return code
    }
    return subset
  }
}
