import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { code128 } from './harness/code128.ts'
import { launch } from './harness/fake-camera.ts'
import type { ScanPage } from './harness/scan.tsx'
import { servePage } from './harness/serve.ts'
import { symbol } from './harness/symbol.ts'

// Photographed and printed codes with their texts lie in folders of `NAME.png|webp` and `NAME.txt`.
const samples = process.env.SAMPLES_DIR ?? ''
const sets = existsSync(samples) ? readdirSync(samples).filter((name) => !name.includes('.')) : []
if (!sets.length) console.log('note: SAMPLES_DIR is not set; the photographed codes are not tried')

let server: Awaited<ReturnType<typeof servePage>>
let browser: Awaited<ReturnType<typeof launch>>
let page: Awaited<ReturnType<typeof browser.newPage>>
beforeAll(async () => {
  server = await servePage('scan', { '/samples/': samples })
  browser = await launch()
  page = await browser.newPage()
  await page.goto(`${server.url}/scan.html`)
}, 60_000)
afterAll(async () => {
  await browser.close()
  server.close()
})

const scan = (url: string) =>
  page.evaluate((path) => (globalThis as unknown as { page: ScanPage }).page.scanUrl(path), url)

test.skipIf(!sets.length).each(sets)(
  'reads the photos of %s',
  async (set) => {
    const files = readdirSync(join(samples, set)).filter((name) => /\.(png|webp|jpe?g)$/.test(name))
    const missed: string[] = []
    let known = 0
    for (const file of files) {
      const text = join(samples, set, `${file.replace(/\.\w+$/, '')}.txt`)
      if (!existsSync(text)) continue
      known++
      const found = await scan(`/samples/${encodeURIComponent(set)}/${encodeURIComponent(file)}`)
      if (!found.includes(readFileSync(text, 'utf8'))) missed.push(`${file}: ${JSON.stringify(found)}`)
    }
    console.log(`${set}: ${known - missed.length} of ${known} read`, ...missed)
    expect(missed.length).toBeLessThanOrEqual(known * 0.1)
  },
  600_000,
)

interface Shot {
  degrees?: number
  width?: number
  blur?: number
  shadow?: boolean
}

/**
 * Paints a label as if photographed and scans it: turned by `degrees`, the code `width` pixels wide in a
 * picture of 2400 × 1800.
 */
function photograph(shot: Shot, svg = code128('501-000123456')): Promise<string[]> {
  const { degrees = 0, width = 1000, blur = 0, shadow = false } = shot
  return page.evaluate(
    async (shot) => {
      const code = new Image()
      code.src = `data:image/svg+xml,${encodeURIComponent(shot.svg)}`
      await code.decode()
      const canvas = new OffscreenCanvas(2400, 1800)
      const pen = canvas.getContext('2d')!
      pen.fillStyle = '#776'
      pen.fillRect(0, 0, 2400, 1800)
      pen.filter = `blur(${shot.blur}px)`
      pen.translate(1200, 900)
      pen.rotate((shot.degrees * Math.PI) / 180)
      const height = (shot.width / code.width) * code.height
      pen.fillStyle = '#f5f2ea'
      pen.fillRect(-shot.width / 2 - 60, -height / 2 - 60, shot.width + 120, height + 120)
      pen.drawImage(code, -shot.width / 2, -height / 2, shot.width, height)
      pen.resetTransform()
      pen.fillStyle = 'rgb(0 0 0 / 55%)'
      if (shot.shadow) pen.fillRect(0, 0, 1250, 1800)
      const file = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
      return (globalThis as unknown as { page: ScanPage }).page.scanFile(file)
    },
    { svg, degrees, width, blur, shadow },
  )
}

test.each([
  { degrees: 0 },
  { degrees: 20 },
  { degrees: 37 },
  { degrees: 65 },
  { degrees: 90 },
  { degrees: 200 },
  { blur: 3 },
  { width: 400 },
  { shadow: true },
  { degrees: 8, blur: 2, shadow: true },
])('R19: a photo of the label is read: %j', async (shot) => {
  expect(await photograph(shot)).toEqual(['501-000123456'])
})

test.each([
  ['Aztec', { width: 500, degrees: 12 }],
  ['PDF417', { degrees: 5, shadow: true }],
  ['DataMatrix', { width: 400, blur: 2 }],
] as const)('R19: a photo of a label in %s is read', async (format, shot) => {
  expect(await photograph(shot, await symbol('501-000123456', format))).toEqual(['501-000123456'])
})

test('a photo without a code gives nothing, a file that is no picture says so', async () => {
  expect(await photograph({ width: 1 })).toEqual([])
  const problem = await page.evaluate(() =>
    (globalThis as unknown as { page: ScanPage }).page
      .scanFile(new Blob(['x']))
      .catch((e: Error) => e.message),
  )
  expect(problem).toBe('not-a-picture')
})
