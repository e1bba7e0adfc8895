import { PDFDocument } from '@cantoo/pdf-lib'
import type { PrintoutFiles } from '../worker/wire/printout.ts'
import type { PrintDocument } from './blocks.ts'
import { fontsFor } from './fonts.ts'
import { Paper } from './paper.ts'
import { drawBlock } from './pdf-blocks.ts'

/** Returns the PDF of a document: A4, with the fonts that its letters need and numbered pages. */
export async function documentPdf(document: PrintDocument, files: PrintoutFiles): Promise<Uint8Array> {
  const doc = await PDFDocument.create()
  doc.setTitle(document.title, { showInWindowTitleBar: true })
  doc.setLanguage(document.lang)
  doc.setProducer('Sesame')
  doc.setCreator('Sesame')
  const { attachment } = files
  if (attachment) await doc.attach(attachment.bytes, attachment.name, { mimeType: attachment.mediaType })
  const paper = new Paper(doc, await fontsFor(document, doc, files.font), document.lang)
  paper.text(document.title, { size: 20, bold: true, after: 10 })
  for (const block of document.blocks) await drawBlock(paper, block, files.photos)
  paper.number(document.footer)
  return doc.save()
}
