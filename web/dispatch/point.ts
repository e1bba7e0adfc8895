import type { PointInfo } from '../../worker/domain/choose-point.ts'

interface Address {
  line1: string
  line2?: string
  postcode: string
  city: string
}

/** One line of `GET /api/points`. */
export type PointLine = Omit<PointInfo, 'address'> & { address: Address }

/** A point's address in one line. */
export const oneLine = ({ line1, line2, postcode, city }: Address): string =>
  [line1, line2, `${postcode} ${city}`].filter(Boolean).join(', ')
