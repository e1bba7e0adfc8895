import {
  beginText,
  endMarkedContent,
  endText,
  PDFHexString,
  type PDFName,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  type RGB,
  setFillingRgbColor,
  setFontAndSize,
  setTextMatrix,
  setTextRise,
} from '@cantoo/pdf-lib'
import { runsOf } from './runs.ts'
import type { Shaped, Typeface } from './typeface.ts'

/** Returns the width of a line in points. */
export const widthOf = (line: string, fonts: readonly Typeface[], size: number): number =>
  runsOf(line, fonts).reduce((sum, { text, font, rtl }) => sum + font.width(text, rtl) * size, 0)

/** The names under which a page knows its fonts. */
const KEYS = new WeakMap<PDFPage, Map<Typeface, PDFName>>()

function keyOf(page: PDFPage, font: Typeface): PDFName {
  const keys = KEYS.get(page) ?? new Map<Typeface, PDFName>()
  KEYS.set(page, keys)
  const key = keys.get(font) ?? page.node.newFontDictionary(font.pdf.name, font.pdf.ref)
  keys.set(font, key)
  return key
}

/**
 * Shows glyphs, each moved as its position says. A rise ends a group, because it holds for the whole of it.
 */
function* show(glyphs: readonly Shaped[], milli: number, size: number): Generator<PDFOperator> {
  let group = ''
  let rise = 0
  let drift = 0
  const add = (code: string) => {
    group = group.endsWith('>') ? `${group.slice(0, -1)}${code}>` : `${group}<${code}>`
  }
  const move = (units: number) => {
    const by = Math.round(units * milli)
    if (by !== 0) group += ` ${-by} `
  }
  const shown = () => PDFOperator.of(PDFOperatorNames.ShowTextAdjusted, [`[${group}]`])
  for (const { code, width, xAdvance, xOffset, yOffset } of glyphs) {
    if (yOffset !== rise) {
      if (group) yield shown()
      group = ''
      rise = yOffset
      yield setTextRise((rise * milli * size) / 1000)
    }
    move(drift + xOffset)
    add(code)
    drift = xAdvance - xOffset - width
  }
  if (group) yield shown()
  if (rise !== 0) yield setTextRise(0)
}

/**
 * Draws a line of text at a place of a page. Where the glyphs alone would not give the letters back, because a
 * letter is drawn in parts, the line says its own text (`ActualText`): who copies or searches finds what was
 * written.
 */
export function drawLine(
  page: PDFPage,
  line: string,
  fonts: readonly Typeface[],
  { x, y, size, color }: { x: number; y: number; size: number; color: RGB },
): void {
  const runs = runsOf(line, fonts)
  // Readers expect letters of either direction in the order of the paper, and turn what they find around. They
  // would turn a text that says itself too.
  const says = runs.every(({ rtl }) => !rtl) && runs.some(({ text, font }) => !font.readsBack(text))
  const operators = [
    pushGraphicsState(),
    setFillingRgbColor(color.red, color.green, color.blue),
    ...(says
      ? [
          PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [
            '/Span',
            `<</ActualText ${PDFHexString.fromText(line)}>>`,
          ]),
        ]
      : []),
    beginText(),
  ]
  let at = x
  for (const { text, font, rtl } of runs) {
    operators.push(setFontAndSize(keyOf(page, font), size), setTextMatrix(1, 0, 0, 1, at, y))
    operators.push(...show(font.shape(text, rtl), font.milli, size))
    at += font.width(text, rtl) * size
  }
  operators.push(endText(), ...(says ? [endMarkedContent()] : []), popGraphicsState())
  page.pushOperators(...operators)
}
