import { beforeAll, expect, test } from 'vitest'
import { encodeAs } from '../support/encode.ts'
import { sharedWorld } from '../support/harness.ts'
import { contractFor, type World } from '../support/world.ts'

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

const nameOf = async (id: string) => (await world.dispatcher.must('GET', `/api/shipments/${id}`)).recipient

const FRENCH = 'Lettre de transport;Nom;Prénom;Téléphone;Portable;Adresse;Ville;Code postal;Pays'
const french = (waybill: string) =>
  `${waybill};Lefèvre;Hélène;01 42 68 53 00;06 39 98 00 01;1 rue de la Forêt;Bourg;1000;France`

test.each([
  ['utf-16le', `${HEADER}\n${line('ENC-16LE')}`, 'Анна Седова'],
  ['utf-16be', `${HEADER}\n${line('ENC-16BE')}`, 'Анна Седова'],
  ['ibm866', `${HEADER}\n${line('ENC-866')}`, 'Анна Седова'],
  ['koi8-r', `${HEADER}\n${line('ENC-KOI8')}`, 'Анна Седова'],
  ['x-mac-cyrillic', `${HEADER}\n${line('ENC-MACC')}`, 'Анна Седова'],
  ['windows-1252', `${FRENCH}\n${french('ENC-1252').replace('1 rue', '1 bis – rue')}`, 'Hélène Lefèvre'],
  ['macintosh', `${FRENCH}\n${french('ENC-MACR')}`, 'Hélène Lefèvre'],
  ['iso-8859-15', `${FRENCH}\n${french('ENC-8859').replace('Forêt', 'Sœur')}`, 'Hélène Lefèvre'],
])('R2: a file in %s has its letters, as the Worker reads it', async (encoding, text, name) => {
  const { body } = await post(encodeAs(text, encoding))
  expect(body).toMatchObject({ created: 1, refused: 0 })
  expect(await nameOf(body.items[0].id)).toMatchObject({ name })
})

test('R2: a file as a French shop exports it: what was put right and passed over is said, nothing is guessed', async () => {
  const text = [
    'sep=;',
    FRENCH,
    french('="0012345601"'),
    french('12345602'),
    french('1,23457E+12'),
    ';;;;;;;;',
    FRENCH,
    'Total : 3;;;;;;;;',
  ].join('\r\n')
  const { body } = await post(text)
  expect(body.items).toMatchObject([
    { line: 3, waybill: '0012345601', outcome: 'created', notes: [{ code: 'several-numbers' }] },
    { line: 4, waybill: '12345602', outcome: 'created' },
    { line: 5, outcome: 'refused', errors: [{ column: 'Lettre de transport', code: 'rounded' }] },
  ])
  expect(body.warnings).toEqual([
    { line: 3, column: 'Code postal', code: 'zero-added', count: 3 },
    { line: 4, column: 'Lettre de transport', code: 'zeros-lost' },
    { line: 6, column: '', code: 'empty-lines' },
    { line: 7, column: '', code: 'header-again' },
    { line: 8, column: '', code: 'total-line' },
  ])
  expect(await nameOf(body.items[0].id)).toMatchObject({
    name: 'Hélène Lefèvre',
    phone: '+33639980001',
    address: { postcode: '01000', country: 'FR' },
  })
})

test('R2: a country that is named in words, and one that the contract has', async () => {
  const text = [
    HEADER,
    line('LAND-1').replace(/RU$/, 'Казахстан'),
    line('LAND-2').replace(/RU$/, ''),
    line('LAND-3').replace(/RU$/, 'Эльбония'),
  ].join('\n')
  const { body } = await post(text)
  expect(body.items[2]).toMatchObject({ outcome: 'refused', errors: [{ column: 'Страна', code: 'regex' }] })
  expect(body.warnings).toEqual([{ line: 3, column: 'Страна', code: 'country-of-contract' }])
  const [first, second] = await Promise.all(
    body.items.slice(0, 2).map(({ id }: { id: string }) => nameOf(id)),
  )
  expect([first.address.country, second.address.country]).toEqual(['KZ', 'RU'])
})

test('R2: what is in no encoding we read, or no table at all, is refused by name and announces nothing', async () => {
  const dos = Uint8Array.from(
    [...`${HEADER.replace(/./gu, 'a')}\nAB-0001;H\u0082l\u008ane`].map((c) => c.charCodeAt(0)),
  )
  expect((await post(dos)).body).toMatchObject({
    created: 0,
    items: [{ line: 1, outcome: 'refused', errors: [{ column: '', code: 'unknown-encoding' }] }],
  })
  expect((await post('%PDF-1.7\n')).body.items).toMatchObject([{ errors: [{ code: 'pdf' }] }])
  expect((await post('')).body.items).toMatchObject([{ errors: [{ code: 'empty' }] }])
})

test('R2: UTF-8 with one byte A0 and a name misread before: the one is said, the other refused, the rest is right', async () => {
  const [before, after] = [
    `${HEADER}\nA0-1;Анна`,
    `${line('A0-2').replace('Анна', 'РђРЅРЅР°')}\n${line('A0-3')}`,
  ]
  const rest = ';+79161234567;Лесная ул., 7;Москва;127055;RU\n'
  const utf8 = (text: string) => [...new TextEncoder().encode(text)]
  const { body } = await post(Uint8Array.from([...utf8(before), 0xa0, ...utf8(`Седова${rest}${after}`)]))
  expect(body.items).toMatchObject([
    { line: 2, outcome: 'created' },
    { line: 3, outcome: 'refused', errors: [{ column: 'Получатель', code: 'garbled' }] },
    { line: 4, outcome: 'created' },
  ])
  expect(body.warnings).toEqual([{ line: 2, column: 'Получатель', code: 'blank-repaired' }])
  expect(await nameOf(body.items[0].id)).toMatchObject({ name: 'Анна Седова' })
})
