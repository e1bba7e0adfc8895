/** The formats that parcels and our QR codes are printed in. EAN-13 and ITF carry some carriers' numbers. */
export const FORMATS = ['code_128', 'qr_code', 'data_matrix', 'itf', 'code_39', 'ean_13'] as const

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
