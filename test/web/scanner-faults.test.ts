import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { code128 } from './harness/code128.ts'
import { launchWithCamera } from './harness/fake-camera.ts'
import type { ScanPage } from './harness/scan.tsx'
import { openScanPage } from './harness/scan-page.ts'
import { servePage } from './harness/serve.ts'

const LABEL = '501-000123456'
let server: Awaited<ReturnType<typeof servePage>>
let browser: Browser
beforeAll(async () => {
  server = await servePage('scan')
  browser = await launchWithCamera(code128(LABEL))
}, 60_000)
afterAll(async () => {
  await browser.close()
  server.close()
})

/** The script of a native detector. `detect` is the body of its method, where `n` counts images from 1. */
const native = (detect: string, formats = ALL) => `
  let n = 0
  globalThis.BarcodeDetector = class {
    static getSupportedFormats = async () => ${JSON.stringify(formats)}
    async detect() { n++; ${detect} }
  }`
const ALL = ['aztec', 'code_128', 'code_39', 'data_matrix', 'ean_13', 'itf', 'pdf417', 'qr_code']
const READS = `return [{ rawValue: 'NATIVE-1', format: 'qr_code', boundingBox: { x: 0, y: 0, width: 9, height: 9 } }]`

/** Starts the scanner; `joined` is how long after its picture came our decoder was asked for. */
async function start(prepare: string, options = {}) {
  const opened = await openScanPage(browser, server.url, { prepare, ...options })
  await opened.run('start')
  const texts = async () => (await opened.read('scanned')).map(({ text }) => text)
  const downloads = () =>
    opened.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.wasm'))
        .map(({ startTime }) => startTime),
    )
  const state = async () => (await opened.read('states')).at(-1)
  return { ...opened, texts, downloads, state }
}

describe('R19: a native detector that reads nothing is joined by ours within two seconds', () => {
  test.each([
    ['whose detect never settles', 'return new Promise(() => {})'],
    [
      'whose detect never settles after the first image',
      'if (n > 1) return new Promise(() => {}); return []',
    ],
    ['that answers [] for ever', 'return []'],
    ['that throws after three images', 'if (n > 3) throw new Error("gone"); return []'],
    ['that throws at once', 'throw new Error("gone")'],
  ])('one %s', async (_, detect) => {
    const { texts, downloads, page, read } = await start(native(detect))
    await expect.poll(texts, { timeout: 30_000 }).toContain(LABEL)
    // The two seconds are held under a clock that is moved (scan-join.test.ts); this machine may be busy.
    const [asked = Number.POSITIVE_INFINITY] = await downloads()
    expect(asked - (await read('scanningAt'))).toBeLessThan(8_000)
    await page.context().close()
  })

  test('one that reads stays alone: nothing is downloaded', async () => {
    const { texts, downloads, page } = await start(native(READS))
    await expect.poll(texts, { timeout: 30_000 }).toContain('NATIVE-1')
    await page.waitForTimeout(2_500)
    expect(await downloads()).toEqual([])
    await page.context().close()
  })

  test('one that lacks formats is used, and ours beside it', async () => {
    const { texts, page } = await start(native(READS, ['qr_code', 'code_128']))
    await expect
      .poll(async () => [...new Set(await texts())].sort(), { timeout: 30_000 })
      .toEqual([LABEL, 'NATIVE-1'])
    await page.context().close()
  })
})

test.each([
  ['whose getSupportedFormats never settles', 'return []', 'hang'],
  ['whose detect never settles after the trial', 'if (n > 1) return new Promise(() => {}); return []', ''],
  ['that answers [] for ever', 'return []', ''],
  ['that throws after the trial', 'if (n > 1) throw new Error("gone"); return []', ''],
])('R19: a photo is read beside a native detector %s', async (_, detect, hang) => {
  const hanging = 'BarcodeDetector.getSupportedFormats = () => new Promise(() => {})'
  const { page } = await openScanPage(browser, server.url, {
    prepare: native(detect) + (hang ? `;${hanging}` : ''),
  })
  const found = await page.evaluate(
    (svg) => (globalThis as unknown as { page: ScanPage }).page.scanSvg(svg),
    code128(LABEL),
  )
  expect(found).toEqual([LABEL])
  await page.context().close()
})

/** The answer of a native detector that read bars. */
const bars = (text: string) =>
  `[{ rawValue: '${text}', format: 'code_128', boundingBox: { x: 0, y: 0, width: 9, height: 9 } }]`

test('R19: bars read wrong once are never told, read twice they are', async () => {
  const { texts, page } = await start(
    native(`if (n === 3) return ${bars('WRONG-1')}; return n < 6 ? [] : ${bars('RIGHT-1')}`),
  )
  await expect.poll(texts, { timeout: 30_000 }).toContain('RIGHT-1')
  expect(await texts()).not.toContain('WRONG-1')
  await page.context().close()
})

test('R19: one picture looked at twice is one look', async () => {
  const { texts, page, state } = await start(native(`return globalThis.reads ? ${bars('BARS-1')} : []`))
  await expect.poll(texts, { timeout: 30_000 }).toContain(LABEL)
  await page.evaluate(async () => {
    document.querySelector('video')!.pause()
    await new Promise((done) => setTimeout(done, 500))
    Object.assign(globalThis, { reads: true })
  })
  await expect.poll(state).toBe('stopped')
  expect(await texts()).not.toContain('BARS-1')
  await page.context().close()
})

describe('R19: a camera that stops while the page is visible says so and goes on at one tap', () => {
  test.each([
    ['its track ended', 'en', 'Camera stopped. Tap to go on', 'track.stop()'],
    [
      'its track is muted',
      'fr',
      'Caméra arrêtée. Touchez pour continuer',
      'track.dispatchEvent(new Event("mute"))',
    ],
    ['its picture stands still', 'ru', 'Камера остановилась. Нажмите, чтобы продолжить', 'video.pause()'],
  ])('when %s', async (_, locale, words, fault) => {
    const { page, state, texts } = await start('', { locale })
    await expect.poll(texts, { timeout: 30_000 }).toContain(LABEL)
    await page.evaluate(
      `{ const video = document.querySelector('video'); const [track] = video.srcObject.getTracks(); ${fault} }`,
    )
    await expect.poll(state).toBe('stopped')
    expect(await page.evaluate(() => document.querySelector('video')?.srcObject)).toBeNull()
    const before = (await texts()).length
    await page.getByRole('alert').getByRole('button', { name: words }).click()
    await expect.poll(state).toBe('scanning')
    expect(await page.getByRole('alert').count()).toBe(0)
    await expect.poll(async () => (await texts()).length, { timeout: 30_000 }).toBeGreaterThan(before)
    await page.context().close()
  })

  test('not for a mute of an instant, or a camera that goes on', async () => {
    const { page, read } = await start('')
    await expect.poll(() => read('states')).toContain('scanning')
    await page.evaluate(async () => {
      const [track] = (document.querySelector('video')!.srcObject as MediaStream).getTracks()
      track!.dispatchEvent(new Event('mute'))
      await new Promise((done) => setTimeout(done, 300))
      track!.dispatchEvent(new Event('unmute'))
    })
    await page.waitForTimeout(4_500)
    expect(await read('states')).toEqual(['starting', 'scanning'])
    await page.context().close()
  })
})

test('R19: the page asks for 1080p, and a chosen lens that is gone becomes any rear lens', async () => {
  const { page, state } = await start(`
    globalThis.asked = []
    const { mediaDevices } = navigator
    const take = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = (what) => {
      asked.push(what.video)
      if (what.video.deviceId) throw new OverconstrainedError('deviceId')
      return take(what)
    }
    mediaDevices.enumerateDevices = async () =>
      ['a', 'b'].map((deviceId) => ({ kind: 'videoinput', label: 'back ' + deviceId, deviceId }))`)
  await expect.poll(state).toBe('scanning')
  await page.getByRole('button', { name: 'Other lens' }).click()
  await expect.poll(() => page.evaluate('asked.length')).toBe(3)
  await expect.poll(state).toBe('scanning')
  const size = { width: { ideal: 1920 }, height: { ideal: 1080 } }
  const rear = { facingMode: { ideal: 'environment' }, ...size }
  expect(await page.evaluate('asked')).toEqual([rear, { deviceId: { exact: 'a' }, ...size }, rear])
  await page.context().close()
})
