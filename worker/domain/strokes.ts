/** A drawn signature: strokes of `[x, y, t]` in CSS pixels and ms, as the API takes them. */
export interface Drawing {
  strokes: readonly (readonly (readonly number[])[])[]
  width: number
  height: number
}

/**
 * Returns the lines of a drawn signature as SVG path data, one per stroke. A stroke of a single point is a
 * dot: a line of no length, which round ends make visible.
 */
export function strokePaths({ strokes }: Drawing): string[] {
  return strokes.map((stroke) => {
    const points = stroke.map(([x = 0, y = 0]) => `${x} ${y}`)
    return `M${points.join('L')}${points.length === 1 ? 'h0' : ''}`
  })
}
