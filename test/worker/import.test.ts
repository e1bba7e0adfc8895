import { beforeAll, expect, test } from 'vitest'
import { contractFor, sharedWorld, type World } from '../support/world.ts'

let world: World
let contractId: string
beforeAll(async () => {
  world = await sharedWorld()
  contractId = await contractFor(world, 'kse')
})

const HEADER = 'Накладная;Получатель;Телефон;Адрес;Город;Индекс;Страна'
const line = (waybill: string, phone = '+79161234567') =>
  `${waybill};Анна Седова;${phone};Лесная ул., 7;Москва;127055;RU`

const post = (text: string | Uint8Array<ArrayBuffer>, contract = contractId, type = 'text/csv') =>
  fetch(`${world.url}/api/shipments/import?contract=${contract}`, {
    method: 'POST',
    headers: { cookie: world.dispatcher.cookie, 'content-type': type },
    body: text,
  }).then(async (response) => ({ status: response.status, body: JSON.parse(await response.text()) }))

test('R2: a dirty file: the good lines are announced, each bad one says line, column and why', async () => {
  const text = [HEADER, line('IMP-1'), line('IMP-2', 'not a phone'), line('X'), line('IMP-4', '')].join('\n')
  const { status, body } = await post(text)
  expect(status).toBe(200)
  expect(body).toMatchObject({ created: 2, known: 0, refused: 2 })
  expect(body.items).toMatchObject([
    { line: 2, waybill: 'IMP-1', outcome: 'created', secured: true },
    { line: 3, outcome: 'refused', errors: [{ column: 'Телефон', code: 'regex' }] },
    { line: 4, outcome: 'refused', errors: expect.arrayContaining([{ column: 'Накладная', code: 'regex' }]) },
    { line: 5, waybill: 'IMP-4', outcome: 'created', secured: false },
  ])
  expect(JSON.stringify(body)).not.toContain('not a phone')
})

test('R2: sent again it is the same shipments; a line that changed is taken, the others known', async () => {
  const file = [HEADER, line('AGAIN-1'), line('AGAIN-2')].join('\n')
  const first = await post(file)
  expect(first.body).toMatchObject({ created: 2 })
  const again = await post(file)
  expect(again.body).toMatchObject({ created: 0, known: 2, refused: 0 })
  expect(again.body.items.map(({ id }: { id: string }) => id)).toEqual(
    first.body.items.map(({ id }: { id: string }) => id),
  )
  const changed = await post(file.replace('AGAIN-2;Анна', 'AGAIN-2;Нина'))
  expect(changed.body.items).toMatchObject([
    { outcome: 'known' },
    { outcome: 'refused', errors: [{ column: 'Накладная', code: 'waybill-taken' }] },
  ])
})

test('R2: a file in Windows-1251', async () => {
  const bytes = Uint8Array.from(
    [...[HEADER, line('CP-1251')].join('\n')].map((letter) => {
      const code = letter.charCodeAt(0)
      return code >= 0x410 && code <= 0x44f ? code - 0x350 : code
    }),
  )
  const { body } = await post(bytes)
  expect(body).toMatchObject({ created: 1 })
  const view = await world.dispatcher.must('GET', `/api/shipments/${body.items[0].id}`)
  expect(view.recipient.name).toBe('Анна Седова')
})

test('R2: in bulk, with the same semantics and a key that replays', async () => {
  const shipment = (waybill: string) => ({
    waybill,
    contractId,
    parcels: [{ label: waybill }],
    recipient: {
      name: 'Анна',
      phone: '+79161234567',
      kind: 'consumer',
      address: { line1: 'Лесная ул., 7', city: 'Москва', postcode: '127055', country: 'RU' },
    },
    inPerson: true,
  })
  const key = crypto.randomUUID()
  const body = { shipments: [shipment('BULK-1'), shipment('BULK-1'), { waybill: 7 }, shipment('BULK-2')] }
  const first = await world.dispatcher.post('/api/shipments/bulk', body, key)
  expect(first.body).toMatchObject({ created: 2, known: 1, refused: 1 })
  expect((await world.dispatcher.post('/api/shipments/bulk', body, key)).text).toBe(first.text)
  const alone = await world.dispatcher.post('/api/shipments', shipment('BULK-2'))
  expect(alone.status).toBe(200)
})

test('R2: what is no table, too much or for no contract of ours announces nothing', async () => {
  expect((await post('x', '')).body).toMatchObject({ code: 'bad-request', errors: [{ field: 'contract' }] })
  expect((await post(HEADER, contractId, 'application/json')).status).toBe(415)
  expect((await post('a;b\n1;2')).body).toMatchObject({ created: 0, refused: 6 })
  const many = [HEADER, ...Array.from({ length: 101 }, (_, n) => line(`MANY-${n}`))].join('\n')
  expect((await post(many)).status).toBe(413)
  expect((await post([HEADER, line('NONE-1')].join('\n'), 'nobodys')).body.items).toMatchObject([
    { outcome: 'refused', errors: [{ column: 'contractId', code: 'unknown' }] },
  ])
})
