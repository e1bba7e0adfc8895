import { beforeAll, describe, expect, test } from 'vitest'
import { sharedWorld } from '../support/harness.ts'
import { contractFor, newPhone, type World } from '../support/world.ts'

let world: World
let contractId: string
beforeAll(async () => {
  world = await sharedWorld()
  contractId = await contractFor(world, 'chronopost')
})

const ADDRESS = { line1: '12 quai Perrache', city: 'Lyon', postcode: '69002', country: 'FR' }
const announcement = (recipient: object, over: object = {}) => {
  const waybill = `RC${crypto.randomUUID().slice(0, 18).toUpperCase()}`
  return {
    ...{ waybill, contractId, parcels: [{ label: waybill }], inPerson: true },
    recipient: { name: 'Hélène Renaud', kind: 'consumer', address: ADDRESS, ...recipient },
    ...over,
  }
}
const announce = (recipient: object, over: object = {}) =>
  world.dispatcher.post('/api/shipments', announcement(recipient, over))
const read = (id: string) => world.dispatcher.must('GET', `/api/shipments/${id}`)

describe('R38: a number is read as people write it, by the address beside it', () => {
  test.each([
    ['+330639980001', ADDRESS, '+33639980001'],
    ['06 39 98 00 01', ADDRESS, '+33639980001'],
    ['\u202a+33 6 39 98 00 01\u202c', ADDRESS, '+33639980001'],
    ['0692 12 34 56', { ...ADDRESS, postcode: '97400' }, '+262692123456'],
    ['8 916 123-45-67 доб. 12', { ...ADDRESS, country: 'RU', postcode: '127055' }, '+79161234567'],
  ])('%s', async (phone, address, number) => {
    const made = await announce({ phone, address })
    expect(made).toMatchObject({ status: 201, body: { secured: true, reach: { sms: true, email: false } } })
    expect((await read(made.body.id)).recipient.phone).toBe(number)
  })

  test.each([
    ['+80001234567', 'no-such-number'],
    ['+999123456789', 'no-such-number'],
    ['004-92-58-76-11', 'no-such-number'],
    ['6,3998E+08', 'rounded'],
    ['téléphone', 'regex'],
  ])('%s is refused by its field', async (phone, code) => {
    const refused = await announce({ phone })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'recipient.phone', code }] } })
    expect(JSON.stringify(refused.body)).not.toContain(phone)
  })

  test('of two numbers the mobile one is taken, and the answer says so, again too', async () => {
    const phone = '01 42 68 53 00 / 06 39 98 00 01'
    const body = announcement({ phone })
    const notes = [{ field: 'recipient.phone', code: 'several-numbers' }]
    const made = await world.dispatcher.post('/api/shipments', body)
    expect(made).toMatchObject({ status: 201, body: { notes } })
    const again = await world.dispatcher.post('/api/shipments', {
      ...body,
      recipient: { ...body.recipient, phone: '+33639980001' },
    })
    expect(again).toMatchObject({ status: 200, body: { id: made.body.id } })
    expect(again.body).not.toHaveProperty('notes')
  })
})

describe('R38: secured asks whether a message can reach somebody', () => {
  test.each([
    ['01 42 68 53 00', 'phone-landline'],
    ['0800 12 34 56', 'phone-freephone'],
    ['08 36 65 65 65', 'phone-premium'],
    ['09 70 12 34 56', 'phone-no-texts'],
  ])('%s alone is no contact', async (phone, why) => {
    const made = await announce({ phone })
    const reach = { sms: false, email: false, voice: false }
    expect(made).toMatchObject({
      status: 201,
      body: { secured: false, reasons: ['no-contact', why], reach },
    })
    expect(await read(made.body.id)).toMatchObject({ secured: false, reach })
    const mail = await announce({ phone, email: 'helene@example.org' })
    expect(mail.body).toMatchObject({ secured: true, reasons: [], reach: { ...reach, email: true } })
  })

  test('a mandatory contract refuses it, and says why', async () => {
    const strict = await contractFor(world, 'chronopost', { mandatory: true })
    const refused = await announce({ phone: '01 42 68 53 00' }, { contractId: strict })
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'not-eligible',
        errors: [
          { field: 'recipient', code: 'no-contact' },
          { field: 'recipient.phone', code: 'phone-landline' },
        ],
      },
    })
  })

  test('another contact that no text reaches is no contact', async () => {
    const { body } = await announce({ phone: newPhone() })
    const change = (phone: string) => world.dispatcher.post(`/api/shipments/${body.id}/contact`, { phone })
    expect(await change('+33142685300')).toMatchObject({ status: 422, body: { code: 'no-contact' } })
    expect(await change('+33 (0)6 39 98 00 09')).toMatchObject({ status: 202 })
  })
})

describe('a text from outside has one form', () => {
  test('the same name and address in other forms are the same announcement', async () => {
    const body = announcement({ phone: newPhone() })
    const { recipient } = body
    const made = await world.dispatcher.post('/api/shipments', body)
    expect(made.status).toBe(201)
    for (const other of [
      { ...recipient, name: recipient.name.normalize('NFD') },
      { ...recipient, name: 'Hélène\u00a0 Renaud\u200b' },
      { ...recipient, address: { ...ADDRESS, line1: '12\u202fquai\u00a0Perrache ' } },
    ])
      expect(await world.dispatcher.post('/api/shipments', { ...body, recipient: other })).toMatchObject({
        status: 200,
        body: { id: made.body.id },
      })
    expect((await read(made.body.id)).recipient.name).toBe('Hélène Renaud')
  })

  test.each([
    [{ name: 'Anna\u202eavotset' }, 'recipient.name', 'hidden-sign'],
    [{ name: 'Anna\u0092s' }, 'recipient.name', 'hidden-sign'],
    [{ name: `A${'\u0301'.repeat(120)}` }, 'recipient.name', 'too-many-marks'],
    [{ name: 'Anna\u2028Petrova' }, 'recipient.name', 'hidden-sign'],
  ])('%j is refused by its field', async (recipient, field, code) => {
    const refused = await announce({ phone: newPhone(), ...recipient })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field, code }] } })
  })
})

test('R38: a file and a list are read as a single announcement is', async () => {
  const lines = [
    'waybill;name;phone;line1;city;postcode;country',
    'REACH-CSV-1;Hélène;06 39 98 00 01 / 01 42 68 53 00;1 rue;Lyon;69002;FR',
    'REACH-CSV-2;Hélène;01 42 68 53 00;1 rue;Lyon;69002;FR',
    'REACH-CSV-3;Hélène;6,3998E+08;1 rue;Lyon;69002;FR',
  ]
  const response = await fetch(`${world.url}/api/shipments/import?contract=${contractId}`, {
    method: 'POST',
    headers: { cookie: world.dispatcher.cookie, 'content-type': 'text/csv' },
    body: lines.join('\n'),
  })
  const notes = [{ field: 'recipient.phone', code: 'several-numbers' }]
  expect((await response.json()) as object).toMatchObject({
    ...{ created: 2, refused: 1 },
    items: [
      { line: 2, outcome: 'created', secured: true, notes },
      { line: 3, outcome: 'created', secured: false },
      { line: 4, outcome: 'refused', errors: [{ column: 'phone', code: 'rounded' }] },
    ],
  })
  const shipments = [announcement({ phone: '+330639980001' }), announcement({ phone: '+80001234567' })]
  expect(await world.dispatcher.post('/api/shipments/bulk', { shipments })).toMatchObject({
    status: 200,
    body: {
      items: [{ outcome: 'created' }, { outcome: 'refused', errors: [{ code: 'no-such-number' }] }],
    },
  })
})
