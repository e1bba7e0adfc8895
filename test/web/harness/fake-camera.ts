import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const BASE = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Chromium without a camera. */
export const launch = (): Promise<Browser> => chromium.launch({ executablePath, args: BASE })

/**
 * Chromium whose camera sees the given page (HTML), 1280 × 720, slightly turned in turn as a hand would hold it.
 */
export async function launchWithCamera(html: string): Promise<Browser> {
  const painter = await launch()
  const page = await painter.newPage({ viewport: { width: 1280, height: 720 } })
  const frames: Buffer[] = []
  for (const degrees of [-2, -1, 0, 1, 2, 1, 0, -1]) {
    await page.setContent(
      `<body style="margin:0;height:720px;display:grid;place-items:center;background:#555">
       <div style="background:#fff;padding:40px;transform:rotate(${degrees}deg)">${html}</div>`,
    )
    frames.push(await page.screenshot({ type: 'jpeg', quality: 80 }))
  }
  await painter.close()
  // JPEG frames one after another are a valid MJPEG file.
  const file = join(mkdtempSync(join(tmpdir(), 'camera-')), 'label.mjpeg')
  writeFileSync(file, Buffer.concat(frames))
  return chromium.launch({
    executablePath,
    args: [
      ...BASE,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
  })
}
