import { createFilter } from './filter.ts'
import type { Detector } from './formats.ts'
import { countFrames } from './frames.ts'
import { grab, plan, type Region } from './grab.ts'

/** At most eight looks a second, which is enough for a hand-held label and keeps a phone cool. */
const GAP_MS = 120
/** While something waits to be read a second time or to be told, the next frame is looked at. */
const SHORT_GAP_MS = 20
interface HowToLook {
  whole?: boolean
  even?: boolean
  maxSide: number
}
/** Larger looks are scaled down to this: a better camera must not cost a phone more. */
const FINE_SIDE = 1280
const COARSE_SIDE = 960
/**
 * The looks in turn. The evened one finds what a shadow or dull print hides, the fine one of the whole picture a
 * small code beside the frame.
 */
const LOOKS: readonly HowToLook[] = [
  { maxSide: FINE_SIDE },
  { whole: true, maxSide: COARSE_SIDE },
  { maxSide: FINE_SIDE, even: true },
  { whole: true, maxSide: FINE_SIDE },
]

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))
const middleOf = ({ x, y, width, height }: Region) => ({ x: x + width / 2, y: y + height / 2 })

/**
 * Looks at the video until `signal` aborts. It looks in turn at the frame, in the camera's own resolution,
 * and at the whole picture, as labels are often held beside the frame; what was read once is looked at again.
 * The new codes of a view come together, nearest to the centre of the frame first. Rejects when the decoder
 * is lost.
 */
export async function watch(
  video: HTMLVideoElement,
  detector: Detector,
  frame: () => Region,
  onTexts: (texts: string[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const filter = createFilter()
  const frames = countFrames(video, signal)
  const tell = () => {
    timer = undefined
    if (!signal.aborted) onTexts(filter.take(middleOf(frame())))
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let looked = 0
  let turn = 0
  let again = false
  while (!signal.aborted) {
    const started = performance.now()
    const whole = { x: 0, y: 0, width: video.videoWidth, height: video.videoHeight }
    const how = LOOKS[turn % LOOKS.length]!
    const region = how.whole ? whole : frame()
    // The same picture read twice is not a second look.
    const isNew = frames() === 0 || frames() !== looked
    if (video.readyState >= 2 && region.width > 0 && region.height > 0 && isNew) {
      looked = frames()
      const what = { region, maxSide: how.maxSide }
      const { scale } = plan(what)
      // What is read was in view now, however long the reading takes.
      const now = performance.now()
      const found = await detector.detect(grab(video, what), how.even)
      if (signal.aborted) return
      const readings = found.map((reading) => ({
        ...reading,
        x: region.x + reading.x / scale,
        y: region.y + reading.y / scale,
      }))
      // Once more the same look, so that the two are two in a row; but never the same one for ever.
      again = filter.look({ readings, region, now }) && !again
      if (!again) turn++
      const due = filter.due()
      clearTimeout(timer)
      timer = due === undefined ? undefined : setTimeout(tell, Math.max(0, due - performance.now()))
    }
    const gap = again || timer !== undefined ? SHORT_GAP_MS : GAP_MS
    await sleep(Math.max(SHORT_GAP_MS, gap - (performance.now() - started)))
  }
}
