import type { Page } from 'playwright-core'
import { invitationUrl } from '../../../scripts/client.ts'
import { DESK } from './devices.ts'
import type { Stage } from './stage.ts'

/** A dispatcher's desk, signed in by an invitation, with the list of shipments open. */
export async function deskOf(
  { world, device }: Pick<Stage, 'world' | 'device'>,
  options = {},
): Promise<Page> {
  const desk = await device({ ...DESK, ...options })
  const { url } = await invitationUrl(world.url, world.signingKey, 'dispatcher', { name: 'Nadia Roche' })
  await desk.goto(url)
  await desk.getByRole('button', { name: /^(Se connecter|Sign in)$/ }).click()
  await desk.getByRole('heading', { name: /^(Envois|Shipments)$/ }).waitFor()
  return desk
}

/** To another section. */
export const section = (desk: Page, name: string): Promise<void> =>
  desk.getByRole('navigation', { name: 'Rubriques' }).getByRole('link', { name }).click()
