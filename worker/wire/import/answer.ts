/** What became of one shipment of an import. */
export interface ImportLine {
  /** Of the file, or the place in the list (from 0). */
  line: number
  waybill: string
  outcome: 'created' | 'known' | 'refused'
  id?: string
  secured?: boolean
  /** `line` where it is another than the shipment's first. */
  errors?: { line?: number; column: string; code: string }[]
}

/** `POST /api/shipments/import` and `…/bulk`: what became of each. */
export interface ImportAnswer {
  created: number
  known: number
  refused: number
  items: ImportLine[]
}

/** Shipments that one call announces: each is several calls to objects and the registry, a request may make a thousand. */
export const SHIPMENTS_MAX = 100
