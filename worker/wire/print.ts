import type { EventLine, PersonalView, ShipmentView } from '../api/shipments/answers.ts'
import type { Locale } from '../domain/terms.ts'
import type { ReceiptClaims } from './evidence.ts'

/** What is printed: the receipts alone, or everything that is known. */
export type Printed = 'receipt' | 'evidence'

export interface SignedReceipt extends ReceiptClaims {
  jws: string
}

/** What a printed document is about. */
export interface Subject {
  view: ShipmentView
  events: EventLine[]
  /** What people left beside the events, as far as whoever asks may see it and it is not erased. */
  personal: PersonalView
  /** Whether signatures and places are left out for whoever asks. */
  withheld: boolean
  receipts: SignedReceipt[]
  publicUrl: string
  /** When the document is made, ISO 8601. */
  madeAt: string
}

/** What a PDF is made with. */
export interface PrintFiles {
  /** The fonts, as TrueType. */
  regular: ArrayBuffer
  bold: ArrayBuffer
  /** Photos by their id, those that could be had. */
  photos: ReadonlyMap<string, Uint8Array>
  /** A file that travels inside the document, e.g. the signed pack. */
  attachment?: { name: string; mediaType: string; bytes: Uint8Array } | undefined
}

/** The module that prints (`print/`), as the Worker calls it. `zone`: IANA, the contract's. */
export interface Printer {
  printPage(
    what: Printed,
    subject: Subject,
    locale: Locale,
    zone: string,
    photoUrl: (id: string) => string,
  ): string
  printPdf(
    what: Printed,
    subject: Subject,
    locale: Locale,
    zone: string,
    files: PrintFiles,
  ): Promise<Uint8Array>
}
