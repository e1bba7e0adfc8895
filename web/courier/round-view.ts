import { signal } from '@preact/signals'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { distanceM } from '../../worker/domain/choose-point.ts'
import { nameWords } from '../../worker/domain/name.ts'
import { endingOf, type NumberedStop } from './round-model.ts'

/** How the round is shown: as planned, the nearest first, or only what is still to be done. */
export const SORTS = ['order', 'nearest', 'open'] as const
export type Sort = (typeof SORTS)[number]

/** What the courier chose. It outlives the screens, like the round. */
export const sort = signal<Sort>('order')
export const wanted = signal('')
/** Where the tablet was when "nearest" was chosen; null: not known. */
export const here = signal<{ lat: number; lon: number } | null>(null)

/** Returns the text by which a stop is found. */
const named = ({ recipientName, address, waybill, parcels }: CourierStop): string =>
  [
    recipientName,
    ...[address.line1, address.line2, address.postcode, address.city],
    waybill,
    ...parcels.map(({ label }) => label),
  ].join(' ')

/** Returns the lines that hold every typed word, in the chosen order. Ended stops stay behind the others. */
export function shown(
  lines: readonly NumberedStop[],
  how: Sort,
  text: string,
  from: { lat: number; lon: number } | null,
): NumberedStop[] {
  const words = nameWords(text)
  const found = lines.filter(({ stop }) => {
    const there = nameWords(named(stop)).join(' ')
    return words.every((word) => there.includes(word))
  })
  if (how === 'open') return found.filter(({ stop }) => !endingOf(stop))
  if (how === 'order' || !from) return found
  // What has no place comes after what has one, in the order of the round.
  const away = ({ stop }: NumberedStop) =>
    endingOf(stop) ? Number.POSITIVE_INFINITY : (distanceM(from, stop.place ?? {}) ?? Number.MAX_VALUE)
  return [...found].sort((a, b) => {
    const [first, second] = [away(a), away(b)]
    return first === second ? 0 : first - second
  })
}
