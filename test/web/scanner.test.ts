import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { ZXING_WASM_SHA256 } from 'barcode-detector/ponyfill'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { code128 } from './harness/code128.ts'
import { launch, launchWithCamera } from './harness/fake-camera.ts'
import { openScanPage } from './harness/scan-page.ts'
import { servePage } from './harness/serve.ts'
import { symbol } from './harness/symbol.ts'

const LABEL = '501-000123456'
let server: Awaited<ReturnType<typeof servePage>>
beforeAll(async () => {
  server = await servePage('scan')
}, 60_000)
afterAll(() => server.close())

const open = (browser: Browser) => openScanPage(browser, server.url)

test('the wasm we serve is the one its glue was built with', () => {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(ZXING_WASM_SHA256)
})

describe('R19: a camera that sees the label', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchWithCamera(code128(LABEL))
  }, 30_000)
  afterAll(() => browser.close())

  test('is read without a tap, once while in view, by our own server alone, under the real CSP', async () => {
    const { page, errors, foreign, read, run } = await open(browser)
    await run('start')
    await expect.poll(() => read('scanned'), { timeout: 10_000 }).toHaveLength(1)
    expect((await read('scanned'))[0]!.text).toBe(LABEL)
    await page.waitForTimeout(2_500)
    expect(await read('scanned')).toHaveLength(1)
    expect(await read('states')).toEqual(['starting', 'scanning'])
    expect([errors, foreign]).toEqual([[], []])
  })

  test('lets the camera go when hidden and takes it again', async () => {
    const { page, read, run } = await open(browser)
    await run('start')
    await expect.poll(() => read('states')).toContain('scanning')
    const hide = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { configurable: true, value })
        document.dispatchEvent(new Event('visibilitychange'))
      }, hidden)
    const live = () => page.evaluate(() => document.querySelector('video')?.srcObject !== null)
    expect(await live()).toBe(true)
    await hide(true)
    expect(await live()).toBe(false)
    await hide(false)
    await expect
      .poll(() => read('states'))
      .toEqual(['starting', 'scanning', 'paused', 'starting', 'scanning'])
    await run('stop')
  })
})

test('R19: Aztec, PDF417 and bars of one label are all read', async () => {
  const codes = [
    await symbol('AZTEC-0001', 'Aztec', 6),
    await symbol(LABEL, 'PDF417'),
    code128('ROUTE-75', 3, 90),
  ]
  const browser = await launchWithCamera(`<div style="display:grid;gap:30px">${codes.join('')}</div>`)
  const { read, run } = await open(browser)
  await run('start')
  await expect
    .poll(async () => [...new Set((await read('scanned')).map(({ text }) => text))].sort(), {
      timeout: 30_000,
    })
    .toEqual([LABEL, 'AZTEC-0001', 'ROUTE-75'])
  await browser.close()
})

test('without permission or camera it says which', async () => {
  const browser = await launch()
  const { page, read, run } = await open(browser)
  await run('start')
  await expect.poll(() => read('states')).toHaveLength(2)
  expect(['denied', 'no-camera']).toContain((await read('states'))[1])
  await page.evaluate(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined }))
  await run('stop')
  await run('start')
  await expect.poll(async () => (await read('states')).at(-1)).toBe('unsupported')
  await browser.close()
})
