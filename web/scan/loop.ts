import { createFilter } from './filter.ts'
import type { Detector } from './formats.ts'
import { grab, type Region } from './grab.ts'

/** At most eight looks a second, which is enough for a hand-held label and keeps a phone cool. */
const GAP_MS = 120
const FRAME_SIDE = 1280
const WHOLE_SIDE = 960
/** The looks in turn. The evened one finds what a shadow or dull print hides. */
const LOOKS = [{ whole: false }, { whole: true }, { whole: false, even: true }]

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))

/**
 * Looks at the video until `signal` aborts. It looks in turn at the frame, in the camera's own resolution,
 * and at the whole picture, as labels are often held beside the frame. The new codes of a look come
 * together, nearest to the centre first. Rejects when the decoder is lost.
 */
export async function watch(
  video: HTMLVideoElement,
  detector: Detector,
  frame: () => Region,
  onTexts: (texts: string[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const news = createFilter()
  for (let look = 0; !signal.aborted; look++) {
    const started = performance.now()
    if (video.readyState >= 2 && video.videoWidth) {
      const whole = { x: 0, y: 0, width: video.videoWidth, height: video.videoHeight }
      const how = LOOKS[look % LOOKS.length]!
      const region = how.whole ? whole : frame()
      const maxSide = how.whole ? WHOLE_SIDE : FRAME_SIDE
      if (region.width > 0 && region.height > 0) {
        const image = grab(video, { region, maxSide })
        const [middleX, middleY] = [image.width / 2, image.height / 2]
        const readings = await detector.detect(image, how.even)
        if (signal.aborted) return
        const off = ({ x, y }: { x: number; y: number }) => Math.hypot(x - middleX, y - middleY)
        const sorted = readings.sort((a, b) => off(a) - off(b))
        const texts = news(sorted, performance.now())
        if (texts.length > 0) onTexts(texts)
      }
    }
    await sleep(Math.max(20, GAP_MS - (performance.now() - started)))
  }
}
