import { inflateSync } from 'node:zlib'
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import bidiFactory from 'bidi-js'

const bytesOf = (stream: PDFRawStream): Buffer => {
  const raw = Buffer.from(stream.getContents())
  return stream.dict.get(PDFName.of('Filter'))?.toString() === '/FlateDecode' ? inflateSync(raw) : raw
}

/** Reads the text of a string in UTF-16 with its mark, given in hexadecimal digits. */
const utf16 = (hex: string): string =>
  Buffer.from(hex, 'hex').swap16().toString('utf16le').replace('\uFEFF', '')

const bidi = bidiFactory()
/** Readers turn around what stands on the page from right to left. */
const readable = (line: string): string => bidi.getReorderedString(line, bidi.getEmbeddingLevels(line, 'ltr'))

/** Maps glyph codes to their text, as the embedded font's ToUnicode table says. */
function toUnicode(cmap: string): Map<string, string> {
  const map = new Map<string, string>()
  const text = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const [, block = ''] of cmap.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, code = '', to = ''] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]*)>/gi))
      map.set(code.toLowerCase(), text(to))
  for (const [, block = ''] of cmap.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, from = '', end = '', to = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let code = Number.parseInt(from, 16), n = 0; code <= Number.parseInt(end, 16); code++, n++)
        map.set(code.toString(16).padStart(4, '0'), String.fromCodePoint(Number.parseInt(to, 16) + n))
  return map
}

/** Returns the text of every page as copying it would give, through the embedded fonts' own tables. */
export async function textOf(pdf: Uint8Array): Promise<string[]> {
  const doc = await PDFDocument.load(pdf)
  return doc.getPages().map((page) => {
    const fonts = new Map<string, Map<string, string>>()
    const dict = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict)
    for (const [name] of dict?.entries() ?? []) {
      const stream = dict?.lookup(name, PDFDict).lookup(PDFName.of('ToUnicode')) as PDFRawStream
      fonts.set(name.toString().slice(1), toUnicode(bytesOf(stream).toString('latin1')))
    }
    const contents = page.node.Contents()
    const streams =
      contents instanceof PDFArray ? contents.asArray().map((ref) => doc.context.lookup(ref)) : [contents]
    const code = streams.map((stream) => bytesOf(stream as PDFRawStream).toString('latin1')).join('\n')
    let font = new Map<string, string>()
    const lines: string[] = []
    // A line is one block of text. Where it says its own text (`ActualText`), readers take that for its glyphs.
    for (const [, said, block = ''] of code.matchAll(/(?:ActualText <(\w+)>>> BDC\s+)?\bBT\b(.*?)\bET\b/gs)) {
      let line = ''
      for (const [, name, shown = ''] of block.matchAll(/\/(\S+) [\d.]+ Tf|\[(.*?)\] TJ/gs)) {
        if (name) font = fonts.get(name) ?? new Map()
        for (const [, codes = ''] of shown.matchAll(/<(\w*)>/g))
          line += codes.toLowerCase().replace(/.{4}/g, (glyph) => font.get(glyph) ?? '?')
      }
      lines.push(said ? utf16(said) : readable(line))
    }
    return lines.join('\n')
  })
}

/** Returns the number of pictures in a PDF and the text of its attached files. */
export async function partsOf(pdf: Uint8Array): Promise<{ images: number; files: string[] }> {
  const doc = await PDFDocument.load(pdf)
  const all = doc.context.enumerateIndirectObjects().map(([, object]) => object)
  const streams = all.filter((object) => object instanceof PDFRawStream)
  const images = streams.filter(({ dict }) => dict.get(PDFName.of('Subtype'))?.toString() === '/Image')
  const files = doc.getAttachments().map(({ data }) => Buffer.from(data).toString())
  return { images: images.length, files }
}
