import type { BrowserContextOptions, Page } from 'playwright-core'
import type { World } from '../support/world.ts'
import { counterOf, RUSSIAN_DESK, wedge } from './support/counter.ts'
import { tabletOf } from './support/courier.ts'
import { DESK } from './support/devices.ts'
import { deskOf } from './support/dispatcher.ts'
import { phoneOf } from './support/recipient.ts'

/** What the pictures of the day after the door are taken from. */
export interface Scenery {
  stage: { world: World; device: (options: BrowserContextOptions) => Promise<Page> }
  take: (name: string, page: Page) => Promise<void>
  /** An upright phone of common width. */
  smallPhone: BrowserContextOptions
  line: (name: string) => { id: string; recipient: string; phone: string; courierId: string }
  moscowPoint: string
  lyonCourier: { courierId: string }
}

/**
 * Takes the pictures of the counter, the recipient's hold, return control, the ledger and a checked receipt.
 */
export async function afterTheDoor(scenery: Scenery): Promise<void> {
  const { stage, take, line, smallPhone } = scenery
  const { world } = stage
  const counter = await counterOf(stage, scenery.moscowPoint, RUSSIAN_DESK)
  const held = await world.dispatcher.must('GET', `/api/shipments/${line('Григорий Лапин').id}`)
  await wedge(counter, held.parcels[0].label)
  await counter.getByText('Григорий Лапин').first().waitFor()
  await take('counter-issue', counter)
  const list = await counterOf(stage, scenery.moscowPoint, RUSSIAN_DESK)
  await list.keyboard.press('F8')
  await list.getByRole('table').waitFor()
  await take('counter-holds', list)

  const device = () => stage.device({ ...smallPhone, locale: 'ru-RU', timezoneId: 'Europe/Moscow' })
  const phone = await phoneOf({ world, device }, line('Григорий Лапин'))
  await phone.getByText('ПВЗ Лесная').first().waitFor()
  await take('recipient-hold', phone)

  const tablet = await tabletOf(stage, scenery.lyonCourier)
  await tablet.getByRole('button', { name: 'Fin de tournée' }).click()
  await tablet.getByRole('list', { name: 'À justifier', exact: true }).waitFor()
  await take('return-control', tablet)

  const report = { shipmentId: line('Hugo Lefèvre').id, kind: 'other', comment: 'The neighbour had it' }
  await world.dispatcher.must('POST', '/api/violations', report)
  await world.until(async () => (await world.dispatcher.must('GET', '/api/violations')).items.length > 0)
  const desk = await deskOf(stage, { ...DESK, locale: 'en-GB' })
  await desk.goto(`${world.url}/app/dispatch/violations`)
  await desk.getByRole('table').first().waitFor()
  await take('dispatch-violations', desk)

  const { receipts } = await world.dispatcher.must(
    'GET',
    `/api/shipments/${line('Camille Renaud').id}/receipt`,
  )
  const reader = await stage.device({ ...smallPhone, locale: 'fr-FR' })
  await reader.goto(`${world.url}/verify#${receipts[0].jws}`)
  await reader.getByRole('heading', { name: 'Authentique', exact: true }).waitFor()
  await take('verify', reader)
}
