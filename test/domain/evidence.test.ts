import { expect, test } from 'vitest'
import { carrierCode, type Fact, proved } from '../../worker/domain/event.ts'
import {
  arrived,
  atTheDoor,
  courier,
  given,
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
  ]
  expect([...fields].sort()).toEqual(known.sort())
})
