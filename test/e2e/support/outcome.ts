import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const TONES = { green: [12, 107, 58], red: [168, 30, 26], 'dark red': [110, 15, 12], grey: [29, 35, 51] }

/** Expects that the whole screen says one thing, in these words and in this colour from edge to edge. */
export async function expectWholeScreen(page: Page, tone: keyof typeof TONES, words: string): Promise<void> {
  const outcome = page
    .getByRole('alert')
    .filter({ has: page.getByRole('heading', { name: words, level: 1 }) })
  await outcome.waitFor()
  expect(await outcome.boundingBox()).toEqual({ x: 0, y: 0, ...page.viewportSize() })
  const colour = await outcome.evaluate((element) => getComputedStyle(element).backgroundColor)
  expect(colour).toBe(`rgb(${TONES[tone].join(', ')})`)
}
