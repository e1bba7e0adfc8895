import type { Page } from 'playwright-core'
import { invitationUrl } from '../../../scripts/client.ts'
import type { Stop } from './day.ts'
import { TABLET } from './devices.ts'
import { signedCall } from './signed.ts'
import type { Stage } from './stage.ts'

/** Opens a courier's tablet on the round, signed in by an invitation. */
export async function tabletOf(
  { world, device }: Pick<Stage, 'world' | 'device'>,
  { courierId }: Pick<Stop, 'courierId'>,
  options = {},
): Promise<Page> {
  const tablet = await device({ ...TABLET, ...options })
  const given = { subject: courierId, name: 'Lucas Moreau' }
  const { url } = await invitationUrl(world.url, world.signingKey, 'courier', given)
  await tablet.goto(url)
  await tablet.getByRole('button', { name: /^(Se connecter|Войти)$/ }).click()
  await tablet.getByRole('list', { name: /^(Arrêts|Адреса)$/ }).waitFor()
  return tablet
}

/** A tablet whose courier reads Russian. */
export const RUSSIAN = { locale: 'ru-RU', timezoneId: 'Europe/Moscow' }

/** Opens a stop of the round and records the arrival, for whose answer the screen itself does not wait. */
export async function arriveAt(tablet: Page, { recipient }: Pick<Stop, 'recipient'>): Promise<void> {
  await openStop(tablet, { recipient })
  await arrive(tablet)
}

/** Records the arrival at the open stop. */
export async function arrive(tablet: Page): Promise<void> {
  const recorded = tablet.waitForResponse((answer) => answer.url().endsWith('/arrive'))
  await tablet.getByRole('button', { name: /^(Je suis sur place|Я на месте)$/ }).click()
  await recorded
}

export async function openStop(tablet: Page, { recipient }: Pick<Stop, 'recipient'>): Promise<void> {
  await tablet.getByRole('link', { name: recipient }).click()
  await tablet.getByRole('heading', { name: recipient }).waitFor()
}

/** Opens a tablet at the door of a stop. */
export async function atDoor(stage: Stage, stop: Stop, options = {}): Promise<Page> {
  const tablet = await tabletOf(stage, stop, options)
  await arriveAt(tablet, stop)
  return tablet
}

/** Types a code on the keypad and submits it. */
export async function typePin(tablet: Page, pin: string): Promise<void> {
  const keypad = tablet.getByRole('group', { name: /^(Code à \d chiffres|Код получателя)/ })
  for (const digit of pin) await keypad.getByRole('button', { name: digit, exact: true }).click()
  await keypad.getByRole('button', { name: /^(Valider|Проверить)$/ }).click()
}

/** Types a wrong code, waits for the red screen with what is left of the tries, and goes back to the keypad. */
export async function typeWrong(tablet: Page, pin: string, left?: number): Promise<void> {
  await typePin(tablet, pin)
  const words = { name: /^(Code faux|Dernier essai|Неверный код|Последняя попытка)$/, level: 1 }
  const refused = tablet.getByRole('alert').filter({ has: tablet.getByRole('heading', words) })
  await refused.waitFor()
  if (left !== undefined)
    await refused.getByText(new RegExp(`(Essais restants|Осталось попыток) ?: ${left} `)).waitFor()
  await refused.getByRole('button', { name: /^(Réessayer|Ещё раз)$/ }).click()
}

/** Makes a call as the tablet itself. */
export const tabletPost = (tablet: Page, path: string, body: object) =>
  signedCall(tablet, 'POST', path, body, 'courier')

/** Draws a signature with the pointer. */
export async function sign(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: /Signez ici|Распишитесь здесь/ })
  await pad.scrollIntoViewIfNeeded()
  const box = (await pad.boundingBox())!
  const at = (n: number) => [box.x + 30 + n * 9, box.y + box.height / 2 + (n % 2 ? 24 : -24)] as const
  await page.mouse.move(...at(0))
  await page.mouse.down()
  for (let n = 1; n <= 20; n++) await page.mouse.move(...at(n))
  await page.mouse.up()
}
