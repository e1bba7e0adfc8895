import type { EventLine, ShipmentView } from '../api/shipments/answers.ts'
import type { PersonalView } from '../api/shipments/evidence.ts'
import type { Locale } from '../domain/terms.ts'
import type { ReceiptClaims } from './evidence.ts'

/** What is printed: the receipts alone, or everything that is known. */
export type PrintoutKind = 'receipt' | 'evidence'

export interface SignedReceipt extends ReceiptClaims {
  jws: string
}

/** The content of a printed document. */
export interface PrintoutSubject {
  view: ShipmentView
  events: EventLine[]
  /** The personal data kept beside the events, as far as the caller may see them and they are not erased. */
  personalView: PersonalView
  /** Whether signatures and places are left out for this caller. */
  withheld: boolean
  receipts: SignedReceipt[]
  publicUrl: string
  /** When the document was made, ISO 8601. */
  madeAt: string
}

/** The files that a PDF is made with. */
export interface PrintoutFiles {
  /** Loads a file from the folder of the fonts, where scripts/build-fonts.ts put it. */
  font: (name: string) => Promise<ArrayBuffer>
  /** The photos by id, as far as they could be loaded. */
  photos: ReadonlyMap<string, Uint8Array>
  /** A file embedded in the document, such as the signed pack. */
  attachment?: { name: string; mediaType: string; bytes: Uint8Array } | undefined
}

/** The printing module (`print/`), as the Worker calls it. `zone` is the contract's IANA zone. */
export interface Printer {
  printPage(
    what: PrintoutKind,
    subject: PrintoutSubject,
    locale: Locale,
    zone: string,
    photoUrl: (id: string) => string,
  ): string
  printPdf(
    what: PrintoutKind,
    subject: PrintoutSubject,
    locale: Locale,
    zone: string,
    files: PrintoutFiles,
  ): Promise<Uint8Array>
}
