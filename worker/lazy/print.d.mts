import type { Printer } from '../wire/printout.ts'

/** Built from `print/` by scripts/build-lazy.ts. */
export declare const printPage: Printer['printPage']
export declare const printPdf: Printer['printPdf']
