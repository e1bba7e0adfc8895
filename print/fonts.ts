import type { PDFDocument } from '@cantoo/pdf-lib'
import type { Block, PrintDocument } from './blocks.ts'
import { type Coverage, paragraphsOf, partsOf } from './runs.ts'
import { Typeface } from './typeface.ts'

/** Loads a file from the folder of the fonts. */
export type LoadFont = (name: string) => Promise<ArrayBuffer>

/** A font and the code points that it draws, as ranges such as `10a0-10c5,10c7`. */
export interface FontEntry {
  file: string
  letters: string
}

/** What `index.json` holds, which scripts/build-fonts.ts makes. */
export interface FontIndex {
  fonts: FontEntry[]
}

/** The fonts of a document, each list in the order in which they are tried. */
export interface Fonts {
  regular: Typeface[]
  bold: Typeface[]
}

function coverageOf({ letters }: FontEntry): Coverage {
  const ranges = letters.split(',').map((range) => range.split('-').map((end) => Number.parseInt(end, 16)))
  return { has: (code) => ranges.some(([from = 0, to = from]) => code >= from && code <= to) }
}

function textsIn(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return [block.text]
    case 'facts':
      return block.rows.flat()
    case 'table':
      return [...block.columns.map(({ title }) => title), ...block.rows.flat()]
    case 'photo':
      return [block.caption, block.missing]
    case 'qr':
    case 'drawing':
      return [block.caption]
  }
}

/** Returns every line that a document draws, before it is fitted to the page. */
const linesOf = ({ title, footer, blocks }: PrintDocument): string[] =>
  [title, footer, ...blocks.flatMap(textsIn)].flatMap(paragraphsOf)

/**
 * Embeds the fonts that a document needs. Nearly every document is written in the two of Latin and Cyrillic;
 * only one with other letters loads the index of the others, and of them those that draw these letters.
 */
export async function fontsFor(document: PrintDocument, doc: PDFDocument, load: LoadFont): Promise<Fonts> {
  const [regular, bold] = await Promise.all([load('pt-sans-400.ttf'), load('pt-sans-700.ttf')])
  const fonts = {
    regular: [await Typeface.embed(doc, regular)],
    bold: [await Typeface.embed(doc, bold)],
  }
  const [usual] = fonts.regular
  const others = linesOf(document).filter((text) => partsOf(text, fonts.regular).some(({ font }) => !font))
  if (others.length === 0 || !usual) return fonts
  const { fonts: entries } = JSON.parse(new TextDecoder().decode(await load('index.json'))) as FontIndex
  const known = [usual, ...entries.map((entry) => ({ ...entry, ...coverageOf(entry) }))]
  const needed = new Set(others.flatMap((text) => partsOf(text, known).map(({ font }) => font)))
  const files = entries.map(({ file }) => file)
  const chosen = files.filter((name) =>
    [...needed].some((font) => font && 'file' in font && font.file === name),
  )
  const bytes = await Promise.all(chosen.map(load))
  for (const file of bytes) fonts.regular.push(await Typeface.embed(doc, file))
  // A bold word that the bold font cannot write is written in what there is.
  fonts.bold.push(...fonts.regular)
  return fonts
}
