import type { Replayed } from '../domain/replay.ts'

export type { Ending } from '../domain/replay/ending.ts'

/** A shipment that would have come to something else under the draft. */
export interface DryRunLine extends Omit<Replayed, 'changed'> {
  shipmentId: string
  waybill: string
  announcedAt: string
}

/** One page of a dry run: `POST /api/contracts/:id/dry-run`. */
export interface DryRunPage {
  /** Announced since then are tried, the newest first. */
  since: string
  /** How many were tried on this page. */
  tried: number
  /** How many could not be: their log is not there yet. */
  missing: number
  /** Back to when this page got. */
  reached: string
  /** Only those that would have come to something else. */
  items: DryRunLine[]
  cursor: string | null
}
