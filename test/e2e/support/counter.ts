import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { invitationUrl } from '../../../scripts/client.ts'
import { secretOf } from '../../support/world.ts'
import { DESK } from './devices.ts'
import type { Stage } from './stage.ts'

/** A desk whose clerk reads Russian. */
export const RUSSIAN_DESK = { locale: 'ru-RU', timezoneId: 'Europe/Moscow' }

/** The counter of a point, signed in by an invitation. */
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

/** The one field: under whatever name the mode gives it. */
export const scanField = (counter: Page) => counter.locator('.scan-field input')

/**
 * What a wedge scanner does: it presses keys, wherever the focus is, and Enter. The field must have it by itself:
 * nothing here puts it there.
 */
export async function wedge(counter: Page, text: string): Promise<void> {
  await counter.keyboard.type(text)
  await counter.keyboard.press('Enter')
}

/** The focus is in the scan field again. */
export async function expectReady(counter: Page): Promise<void> {
  await counter.waitForFunction(() => document.activeElement?.matches('.scan-field input'))
  expect(await scanField(counter).inputValue()).toBe('')
}

/** A sentence under the scan field. */
export const noticed = (counter: Page, words: RegExp): Promise<void> =>
  counter.getByRole('status').filter({ hasText: words }).waitFor()

/** Waits until the counter shows how many parcels lie on it. */
export const onCounter = (counter: Page, count: number, of: number): Promise<void> =>
  counter
    .getByText(new RegExp(`^${count} из ${of} отсканировано`))
    .first()
    .waitFor()

/** The code of the newest message, once it is another than `old`. */
export const newPin = ({ world }: Stage, phone: string, old: string | null): Promise<string> =>
  world.until(async () => {
    const { pin } = await secretOf(world, phone)
    return pin !== old && pin
  })
