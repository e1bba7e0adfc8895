import type { Printer } from '../worker/wire/print.ts'
import { evidenceSheet, receiptSheet } from './content.ts'
import { sheetPage } from './page.ts'
import { sheetPdf } from './pdf.ts'
import { languageOf } from './words.ts'

const SHEETS = { receipt: receiptSheet, evidence: evidenceSheet }

/** Returns a document as a page for the browser. */
export const printPage: Printer['printPage'] = (what, subject, locale, zone, photoUrl) =>
  sheetPage(SHEETS[what](subject, languageOf(locale, zone)), photoUrl)

/** Returns a document as the bytes of a PDF. */
export const printPdf: Printer['printPdf'] = (what, subject, locale, zone, files) =>
  sheetPdf(SHEETS[what](subject, languageOf(locale, zone)), files)
