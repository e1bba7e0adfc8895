import type { Page } from 'playwright-core'
import { ended } from '../../node/courier-stop.ts'
import { LONG_STOP, POINT, WORDS } from './long-stop.ts'
import type { Tablet } from './tablet.ts'

/** Returns until when what was just done can be taken back. */
export const soon = () => new Date(Date.now() + 240_000).toISOString()
const over = (kind: 'held' | 'depot') =>
  ({
    ...ended(kind, LONG_STOP),
    outcome: { kind, at: new Date().toISOString(), partly: false, code: null },
  }) as const

/** Says that there is no code, and sees that the parcel is held. */
export async function heldByMistake(page: Page, tablet: Tablet): Promise<void> {
  tablet.answers['no-code'] = { json: { outcome: 'held', code: 'NL', point: POINT, words: WORDS } }
  await page.locator('.actions .danger').click()
  tablet.become({ ...over('held'), reopenUntil: soon() })
  await page.locator('.actions .danger, .actions .primary').first().click()
  await page.locator('.outcome .undo').waitFor()
}

/** Says that nobody is there, and sees that the parcel goes back. */
export async function failedByMistake(page: Page, tablet: Tablet): Promise<void> {
  await page.locator('.actions .more').click()
  await page.locator('dialog[open] .reasons .button').first().click()
  tablet.become({ ...over('depot'), reopenUntil: soon() })
  await page.locator('dialog[open] .danger').click()
  await page.locator('.outcome .undo').waitFor()
}

/** Draws a signature and hands over. */
export async function signed(page: Page): Promise<void> {
  const { x, y, width, height } = (await page.locator('canvas').boundingBox())!
  await page.mouse.move(x + width / 4, y + height / 2)
  await page.mouse.down()
  for (let n = 1; n <= 12; n++) await page.mouse.move(x + width / 4 + n * 20, y + height / 2 + (n % 3) * 20)
  await page.mouse.up()
  await page.locator('.actions .primary').click()
}
