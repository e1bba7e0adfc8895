import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../../scripts/chromium.mjs'

/**
 * What Playwright turns off, of which a second list takes the place, as far as these tests meet it; and a new document
 * and a spare process for each page, which take a third of the work of opening one.
 */
const OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'RenderDocument',
  'SpareRendererForSitePerProcess',
]
export const BASE = [
  `--disable-features=${OFF}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--disable-background-networking',
]
export const executablePath = findChromium() ?? '/usr/bin/chromium'

/** Launches Chromium without a camera. */
export const launch = (): Promise<Browser> => chromium.launch({ executablePath, args: BASE })

/** The angles in degrees by which a hand turns the camera, there and back. */
const TURNED = [-2, -1, 0, 1, 2]
const THERE_AND_BACK = [0, 1, 2, 3, 4, 3, 2, 1]

/** The page on which a browser draws what its cameras see. */
const easels = new WeakMap<Browser, Promise<Page>>()

/** What cameras of desktops see; one that is held upright sees the same turned. */
const LANDSCAPE = { width: 1280, height: 720 }

/** Returns frames of a camera that looks at the given HTML, slightly turned as by a hand. */
export async function framesOf(painter: Browser, html: string, size = LANDSCAPE): Promise<Buffer> {
  const easel = easels.get(painter) ?? painter.newPage()
  easels.set(painter, easel)
  const page = await easel
  await page.setViewportSize(size)
  const frames: Buffer[] = []
  for (const degrees of TURNED) {
    await page.setContent(
      `<body style="margin:0;height:100vh;overflow:hidden;display:grid;place-items:center;background:#555">
       <div style="background:#fff;padding:40px;transform:rotate(${degrees}deg)">${html}</div>`,
    )
    frames.push(await page.screenshot({ type: 'jpeg', quality: 80 }))
  }
  // JPEG frames in a row are a valid MJPEG file.
  return Buffer.concat(THERE_AND_BACK.flatMap((index) => frames[index] ?? []))
}

/**
 * Launches Chromium with a camera that plays a file of frames. The file starts again whenever a page starts
 * the camera.
 */
export const launchPlaying = (file: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...BASE, ...cameraArgs(file)] })

export const cameraArgs = (file: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${file}`,
]

/** Launches Chromium with a camera that sees the given page (HTML) at 1280 × 720. */
export async function launchWithCamera(html: string): Promise<Browser> {
  const painter = await launch()
  const file = join(mkdtempSync(join(tmpdir(), 'camera-')), 'label.mjpeg')
  writeFileSync(file, await framesOf(painter, html))
  await painter.close()
  return launchPlaying(file)
}
