import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import * as deliveries from '../../worker/api/deliveries/bodies.ts'
import * as holds from '../../worker/api/holds/bodies.ts'
import * as keys from '../../worker/api/keys/bodies.ts'
import * as rounds from '../../worker/api/rounds/bodies.ts'
import * as shipments from '../../worker/api/shipments/bodies.ts'
import { errorsOf } from '../../worker/wire/errors.ts'

const address = (over: object) => ({
  ...{ line1: '1 rue Haute', line2: 'Bât. B', city: 'Lyon', postcode: '69002', country: 'FR' },
  ...over,
})
const recipient = (over: object) => ({
  ...{ name: 'Camille Renaud', phone: '+33612345678', kind: 'consumer', address: address({}) },
  ...over,
})
const announced = (over: object) => ({
  ...{ waybill: 'WAYBILL-1', contractId: 'c1', parcels: [{ label: 'PARCEL-1' }] },
  ...{ recipient: recipient({}), inPerson: true, reference: 'Order 7' },
  ...over,
})
const inAddress = (over: object) => announced({ recipient: recipient({ address: address(over) }) })
const LABELS = ['PARCEL-1']

const ONE_LINE: [field: string, schema: v.GenericSchema, body: (text: string) => object][] = [
  ['recipient.name', shipments.announceShipment, (name) => announced({ recipient: recipient({ name }) })],
  ['recipient.address.line1', shipments.announceShipment, (line1) => inAddress({ line1 })],
  ['recipient.address.line2', shipments.announceShipment, (line2) => inAddress({ line2 })],
  ['recipient.address.city', shipments.announceShipment, (city) => inAddress({ city })],
  ['recipient.address.postcode', shipments.announceShipment, (postcode) => inAddress({ postcode })],
  ['reference', shipments.announceShipment, (reference) => announced({ reference })],
  ['name', shipments.correctRecipient, (name) => ({ name })],
  ['signature.typedName', deliveries.finish, (typedName) => ({ signature: { typedName } })],
  [
    'typedName',
    holds.identity,
    (typedName) => ({ documentType: 'passport', nameMatches: true, labels: LABELS, typedName }),
  ],
  ['shelf', holds.receive, (shelf) => ({ labels: LABELS, shelf })],
  ['name', keys.createApiKey, (name) => ({ name })],
]

const SEVERAL_LINES: [field: string, schema: v.GenericSchema, body: (text: string) => object][] = [
  ['text', deliveries.claim, (text) => ({ kind: 'other', text })],
  ['comment', deliveries.finish, (comment) => ({ comment })],
  ['reason', shipments.cancel, (reason) => ({ reason })],
  ['comment', shipments.decideClaim, (comment) => ({ decision: 'resume', comment })],
  ['reason', rounds.deviceFailure, (reason) => ({ reason })],
]
const errors = (schema: v.GenericSchema, body: object) => {
  const done = v.safeParse(schema, body)
  return done.success ? [] : errorsOf(done.issues)
}

describe.each(ONE_LINE)('%s is one line', (field, schema, body) => {
  test('and is taken as such', () => {
    expect(errors(schema, body('A 7'))).toEqual([])
  })
  test.each(['A\t7', 'A\r7', 'A\n7', 'A\r\n7'])('%j is refused by its field', (text) => {
    expect(errors(schema, body(text))).toEqual([{ field, code: 'hidden-sign' }])
  })
})

describe.each(SEVERAL_LINES)('%s may have several lines', (field, schema, body) => {
  test('and keeps them', () => {
    expect(errors(schema, body('First\r\nsecond\n\tthird'))).toEqual([])
  })
  test('but no other control character', () => {
    expect(errors(schema, body('A\u0000B'))).toEqual([{ field, code: 'regex' }])
  })
})
