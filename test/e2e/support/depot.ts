import type { Page } from 'playwright-core'
import { invitationUrl } from '../../../scripts/client.ts'
import { wedge } from './counter.ts'
import { DESK } from './devices.ts'
import type { Stage } from './stage.ts'

/** Opens the depot's screen, signed in by an invitation. */
export async function depotDesk({ world, device }: Pick<Stage, 'world' | 'device'>): Promise<Page> {
  const depot = await device(DESK)
  const { url } = await invitationUrl(world.url, world.signingKey, 'depot', { name: 'Paul Roche' })
  await depot.goto(url)
  await depot.getByRole('button', { name: 'Se connecter' }).click()
  await depot.getByRole('heading', { name: 'Ce qui est revenu' }).waitFor()
  return depot
}

/** Types a label as a wedge scanner does, wherever the focus is, and waits for the answer in the list. */
export async function scan(depot: Page, label: string, answer: string): Promise<void> {
  await wedge(depot, label)
  await depot
    .getByRole('list', { name: 'Scannés' })
    .getByRole('listitem')
    .filter({ hasText: label })
    .filter({ hasText: answer })
    .first()
    .waitFor()
}
