import type { Printer } from '../worker/wire/printout.ts'
import { evidenceDocument, receiptDocument } from './content.ts'
import { documentHtml } from './page.ts'
import { documentPdf } from './pdf.ts'
import { languageOf } from './words.ts'

const DOCUMENTS = { receipt: receiptDocument, evidence: evidenceDocument }

/** Returns a document as a page for the browser. */
export const printPage: Printer['printPage'] = (what, subject, locale, zone, photoUrl) =>
  documentHtml(DOCUMENTS[what](subject, languageOf(locale, zone)), photoUrl)

/** Returns a document as the bytes of a PDF. */
export const printPdf: Printer['printPdf'] = (what, subject, locale, zone, files) =>
  documentPdf(DOCUMENTS[what](subject, languageOf(locale, zone)), files)
