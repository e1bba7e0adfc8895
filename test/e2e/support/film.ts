import type { Browser, Page } from 'playwright-core'

/** A film that is being recorded. */
export interface Film {
  /** Ends it and returns the WebM file. */
  end(): Promise<Buffer>
}

const SIZE = { width: 390, height: 844 }
const FRAMES_PER_S = 12
/** Flat colours and still pictures: more would only make the file larger. */
const BITS_PER_S = 220_000

/** Marks where a finger touches, which a screen does not show. */
function showTouches(): void {
  addEventListener(
    'pointerdown',
    ({ clientX, clientY }) => {
      const dot = document.createElement('i')
      Object.assign(dot.style, {
        position: 'fixed',
        left: `${clientX - 22}px`,
        top: `${clientY - 22}px`,
        width: '44px',
        height: '44px',
        borderRadius: '50%',
        background: 'rgb(44 60 210 / 35%)',
        border: '2px solid rgb(44 60 210)',
        pointerEvents: 'none',
        zIndex: '2147483647',
      })
      // A modal dialog covers everything that is not inside it.
      const host = document.querySelector('dialog[open]') ?? document.body
      host.append(dot)
      setTimeout(() => dot.remove(), 350)
    },
    { capture: true },
  )
}

/** Begins to film a page. The browser itself paints and encodes: no other program is needed. */
export async function film(browser: Browser, page: Page): Promise<Film> {
  await page.evaluate(showTouches)
  const studio = await browser.newPage({ viewport: SIZE })
  await studio.evaluate(
    ({ size, frames, bits }) => {
      const canvas = Object.assign(document.createElement('canvas'), size)
      document.body.append(canvas)
      const brush = canvas.getContext('2d')!
      const recorder = new MediaRecorder(canvas.captureStream(frames), {
        mimeType: 'video/webm;codecs=vp8',
        videoBitsPerSecond: bits,
      })
      const parts: Blob[] = []
      recorder.ondataavailable = ({ data }) => parts.push(data)
      const shown = Object.assign(new Image(), size)
      const scope = globalThis as unknown as Record<string, unknown>
      scope.show = async (jpeg: string) => {
        shown.src = `data:image/jpeg;base64,${jpeg}`
        await shown.decode()
        brush.drawImage(shown, 0, 0, size.width, size.height)
      }
      scope.end = async () => {
        await new Promise<void>((done) => {
          recorder.onstop = () => done()
          recorder.stop()
        })
        const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
        return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
      }
      scope.begin = () => {
        recorder.start()
        // A screen at rest sends no frames, and a film without frames would be shorter than what happened.
        setInterval(() => brush.drawImage(shown, 0, 0, size.width, size.height), 1_000 / frames)
      }
    },
    { size: SIZE, frames: FRAMES_PER_S, bits: BITS_PER_S },
  )
  const eye = await page.context().newCDPSession(page)
  let drawn: Promise<unknown> = Promise.resolve()
  let begun = false
  eye.on('Page.screencastFrame', ({ data, sessionId }) => {
    void eye.send('Page.screencastFrameAck', { sessionId })
    drawn = drawn.then(() =>
      studio.evaluate((jpeg) => (globalThis as never as { show(j: string): void }).show(jpeg), data),
    )
    if (!begun) drawn = drawn.then(() => studio.evaluate('begin()'))
    begun = true
  })
  await eye.send('Page.startScreencast', { format: 'jpeg', quality: 90 })
  return {
    async end() {
      await eye.send('Page.stopScreencast')
      await drawn
      const file = Buffer.from((await studio.evaluate('end()')) as string, 'base64')
      await studio.close()
      return file
    },
  }
}
