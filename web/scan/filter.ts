import { type CodeReading, isSure } from './formats.ts'
import type { Region } from './grab.ts'

const QUIET_MS = 2_000
/** What else one view shows is gathered this long, so that all of it is asked together. */
const GATHER_MS = 150
/** A single reading waits this long for its second look. After it the camera looks at something else. */
const UNSURE_MS = 1_000

/** One look: what was read, where in the video was looked, and when. Centres are in pixels of the video. */
export interface Look {
  readings: readonly CodeReading[]
  region: Region
  now: number
}

/** What was seen of a video so far. Times are in milliseconds. */
export interface Filter {
  /** Takes one look. Returns whether a reading in it waits for a second look. */
  look(look: Look): boolean
  /** When to take what was gathered; undefined while there is nothing. */
  due(): number | undefined
  /** Returns the texts gathered, nearest to `middle` first, and begins anew. */
  take(middle: { x: number; y: number }): string[]
}

/**
 * Creates a filter that tells which readings of a video are new.
 *
 * A code that corrects its errors counts at once, any other after two equal looks in a row at its place: read
 * once while the camera moves, it may be wrong, and a wrong label costs an attempt. What counts is gathered until
 * 150 ms after it was first seen, or after it counts while something else waits for its second look. A text is told once while it stays in view, and again only after two seconds out of view, because a
 * label held still must not count as ten wrong ones.
 */
export function createFilter(): Filter {
  const seen = new Map<string, number>()
  let once = new Map<string, { reading: CodeReading; at: number }>()
  const gathered = new Map<string, CodeReading>()
  /** When the first of what was gathered was seen and counted, and when the last of it counted. */
  let since: { seen: number; counted: number; last: number } | undefined
  return {
    look({ readings, region, now }) {
      const fresh = [...once].filter(([, { at }]) => now - at <= UNSURE_MS)
      const seenOnce = new Set(fresh.map(([text]) => text))
      // A look elsewhere says nothing of a code; a look at its place that read nothing, or another, does.
      const waiting = new Map(fresh.filter(([, { reading }]) => !within(region, reading)))
      for (const reading of readings) {
        const { text, format } = reading
        const inView = now - (seen.get(text) ?? -QUIET_MS) < QUIET_MS
        if (!inView && !isSure(format) && !seenOnce.has(text)) {
          waiting.set(text, { reading, at: now })
          continue
        }
        waiting.delete(text)
        seen.set(text, now)
        if (inView) continue
        gathered.set(text, reading)
        since ??= { seen: once.get(text)?.at ?? now, counted: now, last: now }
        since.last = now
      }
      once = waiting
      return [...waiting.values()].some(({ at }) => at === now)
    },
    due() {
      if (!since) return undefined
      const { seen, counted, last } = since
      return once.size > 0 ? counted + GATHER_MS : Math.max(last, seen + GATHER_MS)
    },
    take(middle) {
      const off = ({ x, y }: CodeReading) => Math.hypot(x - middle.x, y - middle.y)
      const texts = [...gathered.values()].sort((a, b) => off(a) - off(b)).map(({ text }) => text)
      gathered.clear()
      since = undefined
      return texts
    },
  }
}

const within = ({ x, y, width, height }: Region, at: { x: number; y: number }): boolean =>
  at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height
