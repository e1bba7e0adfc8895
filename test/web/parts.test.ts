import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsOf } from '../support/axe.ts'
import { launch } from './harness/fake-camera.ts'
import type { PartsPage } from './harness/parts.tsx'
import { servePage } from './harness/serve.ts'

let server: Awaited<ReturnType<typeof servePage>>
let browser: Awaited<ReturnType<typeof launch>>
beforeAll(async () => {
  server = await servePage('parts')
  browser = await launch()
}, 60_000)
afterAll(async () => {
  await browser.close()
  server.close()
})

async function open(part: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'fr-FR',
    ...options,
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto(`${server.url}/parts.html?part=${part}`)
  await page.waitForSelector('#root > *')
  const given = () => page.evaluate(() => (globalThis as unknown as { page: PartsPage }).page)
  return { page, given, problems }
}

const PARTS = ['all', 'check', 'stop', 'sign', 'hand-over', 'do-not', 'wait', 'point', 'wrong']
test.each([
  // The dark scheme differs only in colours, so only contrast is checked there.
  { colorScheme: 'light' as const, rules: null },
  { colorScheme: 'dark' as const, rules: ['color-contrast'] },
])(
  'every part is accessible and allowed by the CSP: $colorScheme',
  async ({ colorScheme, rules }) => {
    for (const part of PARTS) {
      const { page, problems } = await open(part, { colorScheme })
      const { violations } = await faultsOf(page, rules)
      expect({ part, violations, problems }).toEqual({ part, violations: [], problems: [] })
      await page.context().close()
    }
  },
  120_000,
)

describe('keypad', () => {
  const filled = '.dots i[data-full]'

  test('takes a physical keyboard, shows dots, submits on Enter only', async () => {
    const { page, given } = await open('stop')
    await page.keyboard.type('12x3456789')
    expect(await page.locator(filled).count()).toBe(6)
    expect(await page.locator('.dots').textContent()).toBe('')
    expect((await given()).pins).toEqual([])
    await page.keyboard.press('Enter')
    expect((await given()).pins).toEqual(['123456'])
    expect(await page.locator(filled).count()).toBe(0)
  })

  test('an unfinished PIN is never submitted; Enter on a digit does not type it again', async () => {
    const { page, given } = await open('stop')
    for (const digit of ['1', '2', '3', '4', '5']) await page.getByRole('button', { name: digit }).click()
    await page.getByRole('button', { name: 'Valider' }).click({ force: true })
    expect((await given()).pins).toEqual([])
    await page.getByRole('button', { name: '6' }).click()
    await page.keyboard.press('Enter')
    expect((await given()).pins).toEqual(['123456'])
  })

  test('R35: is wiped when the page is hidden', async () => {
    const { page } = await open('stop')
    await page.keyboard.type('123')
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await expect.poll(() => page.locator(filled).count()).toBe(0)
  })
})

describe('R22: signing', () => {
  const draw = async (page: Awaited<ReturnType<typeof open>>['page']) => {
    const box = (await page.locator('canvas').boundingBox())!
    await page.mouse.move(box.x + 40, box.y + 150)
    await page.mouse.down()
    for (let i = 1; i <= 20; i++) await page.mouse.move(box.x + 40 + i * 10, box.y + 150 + (i % 2) * 40)
    await page.mouse.up()
  }
  const ink = (page: Awaited<ReturnType<typeof open>>['page']) =>
    page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      return data.some((value, i) => i % 4 === 3 && value > 0)
    })

  test('gives strokes, keeps them when the phone is turned, clears', async () => {
    const { page, given } = await open('sign', { deviceScaleFactor: 3 })
    await draw(page)
    const before = (await given()).signature as { strokes: number[][][]; width: number }
    expect(before.strokes).toHaveLength(1)
    expect(before.strokes.flat(2).every(Number.isInteger)).toBe(true)
    expect(
      await page.locator('canvas').evaluate((c: HTMLCanvasElement) => c.width / c.clientWidth),
    ).toBeCloseTo(3, 1)

    await page.setViewportSize({ width: 844, height: 390 })
    await expect
      .poll(async () => ((await given()).signature as typeof before).width)
      .toBeGreaterThan(before.width)
    expect(await ink(page)).toBe(true)

    await page.getByRole('button', { name: 'Effacer' }).click()
    expect((await given()).signature).toBeUndefined()
    expect(await ink(page)).toBe(false)
  })

  test('a typed name has equal weight', async () => {
    const { page, given } = await open('sign')
    await page.getByRole('button', { name: 'Saisir mon nom' }).click()
    await page.getByLabel('Prénom et nom').fill('  Camille Renaud ')
    expect((await given()).signature).toEqual({ typedName: 'Camille Renaud' })
    await page.getByRole('button', { name: 'Signer au doigt' }).click()
    expect((await given()).signature).toBeUndefined()
  })
})

test('an outcome takes the focus and is announced', async () => {
  const { page } = await open('do-not')
  await expect(page.getByRole('alert').count()).resolves.toBe(1)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
})

test('a dialog closes by Escape and gives the focus back', async () => {
  const { page } = await open('all')
  await page.getByRole('button', { name: 'Open' }).click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').isVisible()).toBe(false)
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Open')
})
