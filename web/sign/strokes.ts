/** `[x, y, t]`: CSS pixels within the pad and ms since the first point, all integers. */
export type StrokePoint = [x: number, y: number, t: number]

export interface DrawnSignature {
  strokes: StrokePoint[][]
  width: number
  height: number
}
export type SignatureValue = DrawnSignature | { typedName: string }

/** The limits of the wire (`worker/wire/fields.ts`), also for a body that is kept for years. */
export const MAX_BYTES = 200_000
export const MAX_STROKES = 200
export const MAX_POINTS = 5_000
export const MAX_NAME = 120

interface RawPoint {
  x: number
  y: number
  time: number
}

/**
 * Returns the drawing as evidence: integers, inside the pad, within the limits. A drawing that is too long
 * loses every second point until it fits, which keeps its shape. Returns undefined when nothing was drawn.
 */
export function toSignature(
  groups: readonly { points: readonly RawPoint[] }[],
  width: number,
  height: number,
): DrawnSignature | undefined {
  const drawn = groups.filter(({ points }) => points.length > 0).slice(0, MAX_STROKES)
  const start = drawn[0]?.points[0]?.time
  if (start === undefined) return undefined
  const size = { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
  const within = (value: number, max: number) => Math.min(max, Math.max(0, Math.round(value)))
  let strokes = drawn.map(({ points }) =>
    points.map(({ x, y, time }): StrokePoint => {
      return [within(x, size.width), within(y, size.height), Math.max(0, Math.round(time - start))]
    }),
  )
  const fits = () =>
    strokes.every((stroke) => stroke.length <= MAX_POINTS) &&
    JSON.stringify({ strokes, ...size }).length <= MAX_BYTES
  while (!fits()) {
    strokes = strokes.map((stroke) => stroke.filter((_, i) => i % 2 === 0 || i === stroke.length - 1))
    // Strokes of one or two points cannot be thinned, so half of the strokes are dropped.
    if (strokes.every((stroke) => stroke.length <= 2)) strokes = strokes.slice(0, strokes.length / 2)
  }
  return { strokes, ...size }
}
