/**
 * The formats that parcels and our QR codes are printed in. EAN-13 and ITF carry some carriers' numbers, Aztec
 * and PDF417 those of others.
 */
export const FORMATS = [
  'code_128',
  'qr_code',
  'data_matrix',
  'itf',
  'code_39',
  'ean_13',
  'aztec',
  'pdf417',
] as const

/**
 * The formats that correct their errors: what does not add up is not read at all. All others may be read wrong
 * once while the camera moves, so a format that nobody knows is not among them either.
 */
const CORRECTING: readonly string[] = ['qr_code', 'data_matrix', 'aztec', 'pdf417']

/** Whether one look is enough to trust a reading of this format. */
export const isSure = (format: string): boolean => CORRECTING.includes(format)

/** One code read from an image: its text, its format, and its centre in pixels of that image. */
export interface CodeReading {
  text: string
  format: string
  x: number
  y: number
}

/** Reads codes from an image, off the main thread. */
export interface Detector {
  /** `even` first evens out light and sharpens, for hard images. Only our own decoder does it. */
  detect(image: ImageData, even?: boolean): Promise<CodeReading[]>
}
