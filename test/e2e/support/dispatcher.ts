import type { Page } from 'playwright-core'
import { invitationUrl } from '../../../scripts/client.ts'
import { DESK } from './devices.ts'
import type { Stage } from './stage.ts'

/**
 * Opens a dispatcher's desk with the list of shipments, signed in by an invitation. `who` names a certain
 * person.
 */
export async function deskOf(
  { world, device }: Pick<Stage, 'world' | 'device'>,
  options = {},
  who: { name?: string; subject?: string; url?: string } = {},
): Promise<Page> {
  const desk = await device({ ...DESK, ...options })
  const made = await invitationUrl(world.url, world.signingKey, 'dispatcher', { name: 'Nadia Roche', ...who })
  await desk.goto(who.url ?? made.url)
  await desk.getByRole('button', { name: /^(Se connecter|Sign in|Войти)$/ }).click()
  await desk.getByRole('heading', { name: /^(Envois|Shipments|Отправления)$/ }).waitFor()
  return desk
}

/** Opens another section. */
export const section = (desk: Page, name: string): Promise<void> =>
  desk.getByRole('navigation', { name: 'Rubriques' }).getByRole('link', { name }).click()
