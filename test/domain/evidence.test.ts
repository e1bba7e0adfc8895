import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { carrierCode, proved } from '../../worker/domain/proved.ts'
import { clerk, droppedOff, orderReturn, passTime, waiting } from './at-the-point.ts'
import {
  arrived,
  atTheDoor,
  courier,
  given,
  missed,
  noClaims,
  onTheRoad,
  phone,
  scanned,
  wrongCodes,
} from './given.ts'

const handedOver: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'pin', code: 'D7' }

test.each<[string, Fact, string[]]>([
  ['a right PIN', handedOver, ['secret']],
  ['a right QR', { ...handedOver, proof: 'qr' }, ['secret']],
  ['the recipient’s phone', { ...handedOver, proof: 'link', scannedBy: ['camera'] }, ['secret', 'parcel']],
  ['a typed number', { ...handedOver, proof: 'link', scannedBy: ['camera', 'typed'] }, ['secret']],
  ['an identity check', { ...handedOver, proof: 'identity' }, ['person']],
  [
    'an identity check at a counter',
    { ...handedOver, proof: 'identity', pointId: 'p1' },
    ['person', 'parcel'],
  ],
  ['a code at a counter', { ...handedOver, pointId: 'p1' }, ['secret', 'parcel']],
  [
    'the phone at a counter: the clerk scanned the label',
    { ...handedOver, proof: 'link', scannedBy: ['typed'], pointId: 'p1' },
    ['secret', 'parcel'],
  ],
  ['a clerk’s scan', { type: 'clerk-scanned', pointId: 'p1', labels: ['PARCEL-1'] }, ['parcel']],
  ['a point’s receipt', { type: 'received-at-point', pointId: 'p1', labels: ['PARCEL-1'] }, []],
  ['an ordinary signature', { ...handedOver, proof: 'ordinary' }, []],
  ['an arrival with its place', { ...arrived, placed: true } as Fact, ['place']],
  ['an arrival without', { ...arrived, placed: false } as Fact, []],
  ['a label caught by camera', scanned(), ['parcel']],
  ['a label typed', scanned('PARCEL-1', 'typed'), []],
  ['a wrong code', { type: 'code-refused', proof: 'pin', left: 1 }, []],
])('R33: what an event proved: %s', (_title, fact, what) => {
  expect(proved(fact)).toEqual(what)
})

test('R33: exactly one event of a hand-over carries the code, by whatever proof', () => {
  const stories = {
    D7: given(atTheDoor('chronopost')).when(courier.code('right')),
    LINK: given(onTheRoad('kse'), scanned(), noClaims).when(phone.finish()),
    ID: given(atTheDoor('kse'), wrongCodes(5)).when(courier.identity()),
    SIGN: given(atTheDoor('kse', { kind: 'business' })).when(courier.deliver()),
  }
  for (const [code, { facts }] of Object.entries(stories)) expect(facts.map(carrierCode)).toEqual([code])
})

test('R33: exactly one event of a hold carries NL, however it came to it', () => {
  const fifth = given(atTheDoor('chronopost'), wrongCodes(4)).when(courier.code('wrong'))
  expect(fifth.facts.map(carrierCode)).toEqual([undefined, 'NL'])
  const declined = given(atTheDoor('kse'), wrongCodes(5)).when(courier.identity({ declined: true }))
  expect(declined.facts.map(carrierCode)).toEqual([undefined, 'NL'])
})

test('R33: after the door each issue, refusal and return carries its code once', () => {
  const ready = [...waiting('kse'), scanned(), noClaims]
  const codes = (outcome: { facts: Fact[] }) => outcome.facts.flatMap((fact) => carrierCode(fact) ?? [])
  expect(codes(given(waiting('kse')).when(clerk.code('right')))).toEqual(['PIN'])
  expect(codes(given(droppedOff('chronopost')).when(clerk.code('right', { proof: 'qr' })))).toEqual(['D7'])
  expect(codes(given(waiting('chronopost')).when(clerk.identity()))).toEqual(['ID'])
  expect(codes(given(ready).when(phone.finish()).when(clerk.scan()))).toEqual(['LINK'])
  expect(codes(given(waiting('kse')).when(clerk.refuse()))).toEqual(['REF'])
  expect(codes(given(waiting('kse')).when(clerk.sendBack()))).toEqual(['RTS'])
  expect(codes(given(waiting('kse')).when(passTime('storage-end')))).toEqual(['RTS'])
  expect(codes(given(waiting('kse')).when(orderReturn).when(clerk.sendBack()))).toEqual([])
})

test('R33: what ended a visit stays its code, whatever a counter or a dispatcher does later', () => {
  const issued = given(waiting('kse')).when(clerk.identity())
  expect(issued.after.visit?.code).toBe('NL')
  const cancelled = given(atTheDoor('kse'), missed).when({ type: 'cancel' })
  expect(cancelled.after.visit).toMatchObject({ code: 'ABS' })
})

test('R33: the contract’s own codes are the ones carried', () => {
  const policy = { codes: { qr: 'Q1' } }
  given(atTheDoor('chronopost', { policy }))
    .when(courier.code('right', { proof: 'qr' }))
    .records({ code: 'Q1' })
})

test('R31: no fact of a delivery holds personal data or a secret', () => {
  const story = [
    given(onTheRoad('kse')).when(courier.arrive()),
    given(atTheDoor('kse')).when(courier.code('wrong')),
    given(atTheDoor('kse'), scanned(), noClaims).when(phone.finish({ signed: 'typed' })),
    given(atTheDoor('kse'), wrongCodes(5)).when(courier.identity()),
  ]
  const fields = new Set(story.flatMap(({ facts }) => facts.flatMap((fact) => Object.keys(fact))))
  const known = [
    'type',
    'deviceAt',
    'placed',
    'proof',
    'left',
    'labels',
    'of',
    'code',
    'signed',
    'scannedBy',
    'documentType',
    // For an identity release: the session's inviter by id, and why the release is looked at (R42).
    'hands',
    'fresh',
  ]
  expect([...fields].sort()).toEqual(known.sort())
})
