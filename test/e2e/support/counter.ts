import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { invitationUrl } from '../../../scripts/client.ts'
import { secretOf } from '../../support/world.ts'
import { wedgeKeys } from '../../web/harness/wedge-keys.ts'
import { DESK } from './devices.ts'
import type { Stage } from './stage.ts'

/** A desk whose clerk reads Russian. */
export const RUSSIAN_DESK = { locale: 'ru-RU', timezoneId: 'Europe/Moscow' }

/** Opens the counter of a point, signed in by an invitation. */
export async function counterOf(
  { world, device }: Pick<Stage, 'world' | 'device'>,
  pointId: string,
  options = {},
): Promise<Page> {
  const counter = await device({ ...DESK, ...options })
  const given = { subject: pointId, name: 'Inès Petit' }
  const { url } = await invitationUrl(world.url, world.signingKey, 'counter', given)
  await counter.goto(url)
  await counter.getByRole('button', { name: /^(Se connecter|Войти)$/ }).click()
  await scanField(counter).waitFor()
  return counter
}

/** The scan field, whatever its label in the current mode. */
export const scanField = (counter: Page) => counter.locator('.scan-field input')

/**
 * Presses keys and Enter as a wedge scanner does, wherever the focus is. The scan field must have the focus
 * by itself, so nothing here sets it.
 */
export async function wedge(page: Page, text: string): Promise<void> {
  await wedgeKeys(page, text)
  await page.keyboard.press('Enter')
}

/** Waits until the scan field is focused and empty. */
export async function expectReady(counter: Page): Promise<void> {
  await counter.waitForFunction(() => document.activeElement?.matches('.scan-field input'))
  expect(await scanField(counter).inputValue()).toBe('')
}

/** Waits for a sentence under the scan field. */
export const noticed = (counter: Page, words: RegExp): Promise<void> =>
  counter.getByRole('status').filter({ hasText: words }).waitFor()

/** Waits until the counter shows how many parcels lie on it. */
export const onCounter = (counter: Page, count: number, of: number): Promise<void> =>
  counter
    .getByText(new RegExp(`^${count} из ${of} отсканировано`))
    .first()
    .waitFor()

/** Waits for a code other than `old` in the newest message and returns it. */
export const newPin = ({ world }: Stage, phone: string, old: string | null): Promise<string> =>
  world.until(async () => {
    const { pin } = await secretOf(world, phone)
    return pin !== old && pin
  })
