import type { Scenery } from './pictures-returns.ts'
import { DESK } from './support/devices.ts'
import { deskOf } from './support/dispatcher.ts'

const ENGLISH = { ...DESK, locale: 'en-GB' }

/** A file with two lines that can be announced and one that cannot. */
const FILE = [
  'waybill;name;phone;kind;in_person;line1;city;postcode;country',
  'XF100200301FR;Camille Renaud;06 12 34 56 78;consumer;yes;12 quai Perrache;Lyon;69002;FR',
  'XF100200302FR;Hugo Lefèvre;0612345;consumer;yes;4 rue Vauban;Lyon;69006;FR',
  'XF100200303FR;Inès Caron;06 98 76 54 32;consumer;yes;3 place Jules-Ferry;Lyon;69006;FR',
].join('\r\n')

/** Takes the pictures of the back office: a contract, the figures, an import. */
export async function backOffice({ stage, take }: Pick<Scenery, 'stage' | 'take'>): Promise<void> {
  const { world } = stage
  const { items } = await world.dispatcher.must('GET', '/api/contracts')
  const contract = items.find(({ profile }: { profile: string }) => profile === 'chronopost')
  const desk = await deskOf(stage, ENGLISH)
  await desk.goto(`${world.url}/app/dispatch/contracts/${contract.id}`)
  await desk.getByRole('heading', { level: 1 }).waitFor()
  await desk.getByRole('heading', { level: 2 }).first().waitFor()
  await desk
    .getByRole('heading', { level: 2 })
    .nth(1)
    .evaluate((heading) => heading.scrollIntoView())
  await take('dispatch-contract', desk)

  await desk.goto(`${world.url}/app/dispatch/stats`)
  await desk.getByRole('table').first().waitFor()
  await take('dispatch-stats', desk)

  await desk.goto(`${world.url}/app/dispatch/shipments/import`)
  await desk.getByLabel('Contract').selectOption({ label: contract.name })
  await desk
    .locator('input[type=file]')
    .setInputFiles({ name: 'shipments.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
  await desk.getByRole('table').first().waitFor()
  await take('dispatch-import', desk)
}
