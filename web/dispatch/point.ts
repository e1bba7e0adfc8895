import type { PointLine } from '../../worker/api/people/answers.ts'

/** Returns a point's address in one line. */
export const oneLine = ({ line1, line2, postcode, city }: PointLine['address']): string =>
  [line1, line2, `${postcode} ${city}`].filter(Boolean).join(', ')
