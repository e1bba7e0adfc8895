import type { Page } from 'playwright-core'
import { invitationUrl } from '../../../scripts/client.ts'
import { DESK } from './devices.ts'
import type { Stage } from './stage.ts'

/** A dispatcher's desk, signed in by an invitation, with the list of shipments open; `who`: somebody in particular. */
export async function deskOf(
  { world, device }: Pick<Stage, 'world' | 'device'>,
  options = {},
  who: { name?: string; subject?: string; url?: string } = {},
): Promise<Page> {
  const desk = await device({ ...DESK, ...options })
  const made = await invitationUrl(world.url, world.signingKey, 'dispatcher', { name: 'Nadia Roche', ...who })
  await desk.goto(who.url ?? made.url)
  await desk.getByRole('button', { name: /^(Se connecter|Sign in)$/ }).click()
  await desk.getByRole('heading', { name: /^(Envois|Shipments)$/ }).waitFor()
  return desk
}

/** To another section. */
export const section = (desk: Page, name: string): Promise<void> =>
  desk.getByRole('navigation', { name: 'Rubriques' }).getByRole('link', { name }).click()
