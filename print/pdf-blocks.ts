import { degrees, LineCapStyle, type PDFImage } from '@cantoo/pdf-lib'
import { encode } from 'uqr'
import { strokePaths } from '../worker/domain/strokes.ts'
import { orientationOf } from '../worker/photos/exif.ts'
import type { Block } from './blocks.ts'
import { INK, INNER, LINE, type Paper } from './paper.ts'

const NAMES = 130
const CELL = { size: 8.5 }
const PAD = 4
const QR_SIZE = 190
const DRAWING = { width: 220, height: 110 }
const PHOTO = { width: 300, height: 260 }

type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>

/** Draws one part of a document at the current position of the paper. */
export async function drawBlock(
  paper: Paper,
  block: Block,
  photos: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  switch (block.kind) {
    case 'heading':
      // Keeps a heading from standing alone at the bottom of a page.
      paper.room(90)
      paper.y -= 10
      return paper.text(block.text, { size: 14, bold: true, after: 6 })
    case 'text':
      return paper.text(block.text, { after: 8 })
    case 'facts':
      return facts(paper, block)
    case 'table':
      return table(paper, block)
    case 'qr':
      return qr(paper, block)
    case 'drawing':
      return drawing(paper, block)
    case 'photo':
      return photo(paper, block, photos.get(block.id))
  }
}

function facts(paper: Paper, { rows }: BlockOf<'facts'>): void {
  for (const [name, value] of rows) {
    const lines = paper.lines(value, INNER - NAMES)
    paper.room(paper.height(lines))
    paper.draw(paper.lines(name, NAMES - 8), 0, { muted: true })
    paper.draw(lines, NAMES)
    paper.y -= paper.height(lines) + 2
  }
  paper.y -= 8
}

function table(paper: Paper, { columns, rows }: BlockOf<'table'>): void {
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => (share / whole) * INNER)
  const drawRow = (cells: readonly string[], bold: boolean) => {
    const wrapped = cells.map((cell, i) => paper.lines(cell, (widths[i] ?? 0) - 2 * PAD, { ...CELL, bold }))
    const height = Math.max(...wrapped.map((lines) => paper.height(lines, CELL))) + 2 * PAD
    // The table head is repeated on every page.
    if (paper.room(height) && !bold)
      drawRow(
        columns.map(({ title }) => title),
        true,
      )
    paper.y -= PAD
    let x = 0
    wrapped.forEach((lines, i) => {
      paper.draw(lines, x, { ...CELL, bold })
      x += widths[i] ?? 0
    })
    paper.y -= height - PAD
    paper.rule()
  }
  drawRow(
    columns.map(({ title }) => title),
    true,
  )
  for (const row of rows) drawRow(row, false)
  paper.y -= 10
}

function qr(paper: Paper, { text, caption }: BlockOf<'qr'>): void {
  paper.room(QR_SIZE + 10)
  const { data, size } = encode(text, { ecc: 'L', border: 2 })
  // All squares form one path, row by row: thousands of single squares would make the page slow to draw.
  let path = ''
  data.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      if (!row[x] || row[x - 1]) continue
      let end = x
      while (row[end]) end++
      path += `M${x} ${y}h${end - x}v1h${x - end}z`
    }
  })
  paper.page.drawSvgPath(path, {
    x: paper.left(),
    y: paper.y,
    scale: QR_SIZE / size,
    color: INK,
    borderWidth: 0,
  })
  paper.draw(paper.lines(caption, INNER - QR_SIZE - 16, { size: 9 }), QR_SIZE + 16, { size: 9, muted: true })
  paper.y -= QR_SIZE + 10
}

function drawing(paper: Paper, { drawing: given, caption }: BlockOf<'drawing'>): void {
  paper.room(DRAWING.height + 24)
  paper.text(caption, { size: 9, muted: true })
  const scale = Math.min(DRAWING.width / given.width, DRAWING.height / given.height)
  const [width, height] = [given.width * scale, given.height * scale]
  paper.page.drawRectangle({
    x: paper.left(),
    y: paper.y - height,
    width,
    height,
    borderColor: LINE,
    borderWidth: 0.5,
  })
  for (const path of strokePaths(given))
    paper.page.drawSvgPath(path, {
      x: paper.left(),
      y: paper.y,
      scale,
      borderColor: INK,
      borderWidth: 2 / scale,
      borderLineCap: LineCapStyle.Round,
    })
  paper.y -= height + 12
}

/**
 * Clockwise quarter turns that set a picture upright, by EXIF orientation. Mirrored pictures stay mirrored.
 */
const TURNS: Record<number, 0 | 1 | 2 | 3> = { 3: 2, 6: 1, 8: 3 }

function turnsOf(bytes: Uint8Array): 0 | 1 | 2 | 3 {
  // worker/photos/jpeg.ts leaves the orientation of a JPEG, if it has one, within the first 64 bytes.
  for (let at = 2; at < 64; at++)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xe1)
      return TURNS[orientationOf(bytes.subarray(at + 4)) ?? 1] ?? 0
  return 0
}

async function photo(
  paper: Paper,
  { caption, missing }: BlockOf<'photo'>,
  bytes: Uint8Array | undefined,
): Promise<void> {
  let image: PDFImage | null = null
  try {
    if (bytes) image = await (bytes[0] === 0xff ? paper.doc.embedJpg(bytes) : paper.doc.embedPng(bytes))
  } catch {
    // Browsers can show pictures that this library cannot. A sentence takes the place of such a picture.
  }
  if (!image || !bytes) return paper.text(`${caption}. ${missing}`, { size: 9, muted: true })
  const turns = turnsOf(bytes)
  const [width, height] = turns % 2 ? [image.height, image.width] : [image.width, image.height]
  const scale = Math.min(PHOTO.width / width, PHOTO.height / height, 1)
  const [w, h] = [width * scale, height * scale]
  paper.room(h + 26)
  paper.text(caption, { size: 9, muted: true })
  const [x, y] = [paper.left(), paper.y - h]
  // A turned picture turns about its own corner, which then coincides with another corner of the box.
  const corner = [
    { x, y },
    { x, y: y + h },
    { x: x + w, y: y + h },
    { x: x + w, y },
  ][turns]
  paper.page.drawImage(image, {
    ...corner,
    width: image.width * scale,
    height: image.height * scale,
    rotate: degrees(-90 * turns),
  })
  paper.y -= h + 12
}
