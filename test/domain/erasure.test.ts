import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { RECEIPT_SHOWN_MS } from '../../worker/domain/limits.ts'
import { dataKindOf } from '../../worker/domain/retention.ts'
import { DATA_KINDS } from '../../worker/domain/terms.ts'
import { passTime } from './at-the-point.ts'
import {
  atTheDoor,
  claimed,
  given,
  NOW,
  oldStateOf,
  onRound,
  onTheRoad,
  scanned,
  stateOf,
  T0,
} from './given.ts'

const done: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'pin', code: 'D7' }
const handedOver = [...atTheDoor('chronopost'), done]
const erase = { type: 'erase', kinds: ['contact', 'signature'] } as const
const asked = { ...erase, kinds: [...erase.kinds] }
const NEXT_DAY = NOW + RECEIPT_SHOWN_MS

test('R31: on request a kind is erased once the delivery is over and nobody can complain any more', () => {
  given(handedOver)
    .when(asked, NEXT_DAY)
    .records({ type: 'erased', kinds: ['contact', 'signature'], because: 'request' })
  given(handedOver).when({ type: 'erase', kinds: [] }, NEXT_DAY).records()
})

test.each<[string, Fact[], 'not-over' | 'claim-open' | 'claims-possible']>([
  ['before the delivery', onRound('kse'), 'not-over'],
  ['on the road', atTheDoor('kse'), 'not-over'],
  ['while a claim is open', [...onTheRoad('kse'), scanned(), claimed], 'claim-open'],
  ['an hour after the hand-over', handedOver, 'claims-possible'],
  [
    'on its way back',
    [
      ...atTheDoor('chronopost'),
      { type: 'visit-failed', reason: 'refused', labels: ['PARCEL-1'], code: 'REF' },
      { type: 'return-ordered', reason: 'dispatcher', labels: ['PARCEL-1'], code: 'RTS' },
    ],
    'not-over',
  ],
])('R31: what is still needed is not erased: %s', (_title, story, refusal) => {
  given(story).when(asked).refuses(refusal)
})

test('R31: what was called off before it left can be forgotten at once', () => {
  given(onRound('kse'), { type: 'cancelled' }).when(asked).records({ type: 'erased' })
})

test('R31: clocks run from where the last parcel came to rest, and only then', () => {
  const partly: Fact = { ...done, of: 2 } as Fact
  expect(stateOf(atTheDoor('kse', { parcels: 2 }), partly).endedAt).toBeNull()
  expect(stateOf(handedOver).endedAt).toBe(T0 + 4000)
  const back: Fact[] = [
    { type: 'visit-failed', reason: 'refused', labels: ['PARCEL-1'], code: 'REF' },
    { type: 'received-at-depot', labels: ['PARCEL-1'], code: 'DEP' },
    { type: 'return-ordered', reason: 'dispatcher', labels: ['PARCEL-1'], code: 'RTS' },
  ]
  expect(stateOf(atTheDoor('kse'), back).endedAt).toBeNull()
  const gone: Fact = { type: 'left-for-sender', labels: ['PARCEL-1'] }
  expect(stateOf(atTheDoor('kse'), back, gone).endedAt).toBe(T0 + 7000)
})

test('R31: what fell due is one fact without a name in it; what is not due stays', () => {
  given(handedOver)
    .when(passTime('erase-place', 'erase-contact'), NEXT_DAY)
    .records({ type: 'erased', kinds: ['contact', 'place'], because: 'retention' })
  given(atTheDoor('kse')).when(passTime('erase-contact')).records()
  given(onTheRoad('kse'), scanned(), claimed).when(passTime('erase-contact')).records()
})

test('R31: a shipment that never ends is forgotten a year after its announcement', () => {
  const year = T0 + 365 * 24 * 3_600_000
  given(atTheDoor('kse'))
    .when(passTime('erase-name'), year - 1)
    .records()
  given(atTheDoor('kse'))
    .when(passTime('erase-name'), year)
    .records({ kinds: ['name'], because: 'retention' })
})

test('R31: nothing is kept for ever by being unknown: what has no clock of its own has that of notes', () => {
  for (const kind of DATA_KINDS) expect(dataKindOf(kind)).toBe(kind)
  for (const stored of ['comment', 'claim', 'reason', 'reference', 'of a later version'])
    expect(dataKindOf(stored)).toBe('notes')
})

test('R31: a log from before the clocks has the usual ones', () => {
  const { retentionDays: _none, ...policy } = stateOf(handedOver).policy
  const old = { ...handedOver[0], policy } as Fact
  expect(oldStateOf([old, ...handedOver.slice(1)]).policy.retentionDays.contact).toBe(60)
})
