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

/** The folded texts of stops. A round is searched letter by letter, and its stops are read again as a whole. */
const foldedTexts = new WeakMap<CourierStop, string>()
function foldedOf(stop: CourierStop): string {
  const known = foldedTexts.get(stop) ?? nameWords(named(stop)).join(' ')
  foldedTexts.set(stop, known)
  return known
}

/** Returns whether a stop is shown: it holds every typed word, and is still open where only open ones are wanted. */
export function isShown(stop: CourierStop, how: Sort, words: readonly string[]): boolean {
  if (how === 'open' && endingOf(stop)) return false
  return words.every((word) => foldedOf(stop).includes(word))
}

/** Returns the lines in the chosen order. Ended stops stay behind the others. */
export function ordered(
  lines: readonly NumberedStop[],
  how: Sort,
  from: { lat: number; lon: number } | null,
): readonly NumberedStop[] {
  if (how !== 'nearest' || !from) return lines
  // What has no place comes after what has one, in the order of the round.
  const away = ({ stop }: NumberedStop) =>
    endingOf(stop) ? Number.POSITIVE_INFINITY : (distanceM(from, stop.place ?? {}) ?? Number.MAX_VALUE)
  return [...lines].sort((a, b) => {
    const [first, second] = [away(a), away(b)]
    return first === second ? 0 : first - second
  })
}
