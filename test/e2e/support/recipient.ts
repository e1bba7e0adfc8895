import type { Page } from 'playwright-core'
import { secretOf } from '../../support/world.ts'
import type { Stop } from './day.ts'
import { PHONE } from './devices.ts'
import type { Stage } from './stage.ts'

/** A phone whose owner reads Russian. */
export const RUSSIAN_PHONE = { locale: 'ru-RU', timezoneId: 'Europe/Moscow' }

/** Opens the link of the newest message on the recipient's phone. */
export async function phoneOf(
  { world, device }: Pick<Stage, 'world' | 'device'>,
  stop: Pick<Stop, 'phone'>,
  options = {},
): Promise<Page> {
  const { link } = await secretOf(world, stop.phone)
  const phone = await device({ ...PHONE, ...options })
  await phone.goto(link)
  return phone
}

/** Opens the same page by tapping the link in the phone's messages. */
export async function tapLink(
  { world, device }: Pick<Stage, 'world' | 'device'>,
  stop: Pick<Stop, 'phone'>,
  options = {},
): Promise<Page> {
  await secretOf(world, stop.phone)
  const messages = await device({ ...PHONE, ...options })
  await messages.goto(`${world.phoneUrl}/?to=${encodeURIComponent(stop.phone)}`)
  const opened = messages.context().waitForEvent('page')
  await messages.getByRole('log', { name: 'Messages' }).getByRole('link').last().click()
  return opened
}

/** Records the body of every API answer that a page gets from now on. */
export function overhear(page: Page): { said: () => Promise<string> } {
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/')) bodies.push(response.text().catch(() => ''))
  })
  return { said: async () => (await Promise.all(bodies)).join('\n') }
}
