import { type PDFDocument, type PDFPage, rgb } from '@cantoo/pdf-lib'
import type { Fonts } from './fonts.ts'
import { drawLine, widthOf } from './line.ts'
import { drawable, lettersOf, paragraphsOf } from './runs.ts'

/** The size of an A4 page, in points. */
const [WIDTH, HEIGHT] = [595.28, 841.89]
const MARGIN = 48
/** The height kept free for the footer, in points. */
const FOOT = 36
export const INNER = WIDTH - 2 * MARGIN
export const INK = rgb(0.09, 0.1, 0.13)
export const MUTED = rgb(0.36, 0.38, 0.43)
export const LINE = rgb(0.85, 0.84, 0.8)
const LEADING = 1.35

export interface Style {
  size?: number
  bold?: boolean
  muted?: boolean
  /** The space below the text, in points. */
  after?: number
}

/** Writes pages from top to bottom and begins a new page when something does not fit. */
export class Paper {
  readonly doc: PDFDocument
  readonly #fonts: Fonts
  readonly #locale: string
  page: PDFPage
  /** The height at which the next part begins, measured from the bottom of the page. */
  y = 0

  /** `locale` is the language in which signs that no font draws are named. */
  constructor(doc: PDFDocument, fonts: Fonts, locale: string) {
    this.doc = doc
    this.#fonts = fonts
    this.#locale = locale
    this.page = this.#newPage()
  }

  #newPage(): PDFPage {
    this.page = this.doc.addPage([WIDTH, HEIGHT])
    this.y = HEIGHT - MARGIN
    return this.page
  }

  /** Begins a new page unless this height still fits on the current one. Returns true when it began one. */
  room(height: number): boolean {
    if (this.y - height >= MARGIN + FOOT) return false
    this.#newPage()
    return true
  }

  /** Splits a text into lines of the given width at spaces. Only a word too long for a line is split. */
  lines(text: string, width: number, { size = 10, bold = false }: Style = {}): string[] {
    const fonts = bold ? this.#fonts.bold : this.#fonts.regular
    const fits = (line: string) => widthOf(line, fonts, size) <= width
    const lines: string[] = []
    for (const written of paragraphsOf(text)) {
      const paragraph = drawable(written, fonts, this.#locale)
      let line = ''
      for (const word of paragraph.split(/ +/)) {
        const longer = line ? `${line} ${word}` : word
        if (fits(longer)) {
          line = longer
          continue
        }
        if (line) lines.push(line)
        line = ''
        for (const letter of lettersOf(word)) {
          if (line && !fits(line + letter)) {
            lines.push(line)
            line = ''
          }
          line += letter
        }
      }
      lines.push(line)
    }
    return lines
  }

  /** Draws lines downwards from the current height, `x` points from the left margin. `y` does not change. */
  draw(lines: readonly string[], x: number, { size = 10, bold = false, muted = false }: Style = {}): void {
    lines.forEach((line, index) => {
      drawLine(this.page, line, bold ? this.#fonts.bold : this.#fonts.regular, {
        x: MARGIN + x,
        y: this.y - size - index * size * LEADING,
        size,
        color: muted ? MUTED : INK,
      })
    })
  }

  height(lines: readonly string[], { size = 10 }: Style = {}): number {
    return lines.length * size * LEADING
  }

  /** Writes a paragraph over the whole width. */
  text(text: string, style: Style = {}): void {
    for (const line of this.lines(text, INNER, style)) {
      this.room(this.height([line], style))
      this.draw([line], 0, style)
      this.y -= this.height([line], style)
    }
    this.y -= style.after ?? 4
  }

  left(x = 0): number {
    return MARGIN + x
  }

  rule(): void {
    const [start, end] = [MARGIN, WIDTH - MARGIN].map((x) => ({ x, y: this.y }))
    if (start && end) this.page.drawLine({ start, end, thickness: 0.5, color: LINE })
  }

  /** Writes the footer under every page, once the number of pages is known. */
  number(footer: string): void {
    const pages = this.doc.getPages()
    pages.forEach((page, index) => {
      const text = footer.replace('{page}', String(index + 1)).replace('{pages}', String(pages.length))
      const line = drawable(text, this.#fonts.regular, this.#locale)
      drawLine(page, line, this.#fonts.regular, { x: MARGIN, y: MARGIN - 8, size: 8, color: MUTED })
    })
  }
}
