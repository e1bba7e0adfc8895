import { expect, test } from 'vitest'
import { deadLink } from '../../worker/domain/decide/dead-link.ts'
import { revealed } from '../../worker/domain/reading.ts'
import {
  announced,
  arrived,
  atTheDoor,
  courier,
  dispatched,
  given,
  noClaims,
  OTHER_PHONE,
  onTheRoad,
  PHONE,
  POINT,
  phone,
  scanned,
  stateOf,
  T0,
  wrongCodes,
} from './given.ts'

const HOUR = 3_600_000
const SCAN = { policy: { reveal: 'scan' } } as const
const resent = { type: 'sent-on-demand', what: 'link' } as const

test('R25: the first phone that scans owns the link', () => {
  const story = given(onTheRoad('kse')).when(phone.scan())
  const other = { session: OTHER_PHONE }
  for (const command of [phone.scan('PARCEL-1', other), phone.noClaims(other), phone.finish(other)])
    story.when(command).refuses('link-owned')
  expect(deadLink(story.after, 1, OTHER_PHONE, T0)).toBe('link-owned')
  expect(deadLink(story.after, 1, PHONE, T0)).toBeNull()
})

test('R25: opening consumes nothing: until a scan the link lives for every phone', () => {
  for (const session of [PHONE, OTHER_PHONE])
    expect(deadLink(stateOf(onTheRoad('kse')), 1, session, T0)).toBeNull()
})

test('R25: a resend mints a new link and frees the binding', () => {
  const story = given(onTheRoad('kse'), scanned(), noClaims, resent)
  story.when(phone.finish()).refuses('link-superseded')
  const other = { session: OTHER_PHONE, link: 2 }
  story.when(phone.scan('PARCEL-1', other)).answers({ outcome: 'match' })
  // The first phone's scan and confirmation belong to the old link.
  story.when(phone.finish(other)).refuses('not-scanned')
  expect(deadLink(stateOf(onTheRoad('kse'), resent), 1, PHONE, T0)).toBe('link-superseded')
})

test('R25: finishing ends it, leaving a receipt for 24 h', () => {
  const story = given(onTheRoad('kse'), scanned(), noClaims).when(phone.finish(), T0)
  for (const command of [phone.scan(), phone.noClaims(), phone.finish()])
    story.when(command).refuses('link-finished')
  expect(deadLink(story.after, 1, PHONE, T0 + 24 * HOUR)).toBeNull()
  expect(deadLink(story.after, 1, PHONE, T0 + 24 * HOUR + 1)).toBe('link-finished')
})

test('R25: a finished link still takes "not me" and a claim for 24 h, and no longer', () => {
  const story = given(atTheDoor('kse'), wrongCodes(5)).when(courier.identity(), T0)
  for (const command of [phone.notMe(), phone.claim({ kind: 'not-received' })]) {
    expect(story.when(command, T0 + HOUR).facts).toHaveLength(1)
    story.when(command, T0 + 25 * HOUR).refuses('link-finished')
  }
})

test('R25: a partial hand-over ends its link; the next one is another', () => {
  const story = given(atTheDoor('kse', { parcels: 2 })).when(
    courier.code('right', { labels: ['PARCEL-1'] }),
    T0,
  )
  expect(deadLink(story.after, 1, PHONE, T0 + 25 * HOUR)).toBe('link-finished')
  expect(deadLink(story.after, 2, PHONE, T0)).toBeNull()
})

test('R25: after NL the link still opens; cancelled, it is expired', () => {
  const held = given(atTheDoor('chronopost')).when(courier.noCode())
  expect(deadLink(held.after, 1, PHONE, T0)).toBeNull()
  held
    .when(phone.claim({ kind: 'no-code-asked' }))
    .records({ type: 'claim-raised', blocking: false }, { type: 'identity-suspended' })
  const cancelled = given(onTheRoad('kse')).when({ type: 'cancel' })
  expect(deadLink(cancelled.after, 1, PHONE, T0)).toBe('link-expired')
})

test('R7: reveal "message": code and QR are shown once told, while codes are open', () => {
  expect(revealed(stateOf(announced('kse')), PHONE)).toBe(false)
  expect(revealed(stateOf(announced('chronopost')), PHONE)).toBe(true)
  expect(revealed(stateOf(onTheRoad('kse')), PHONE)).toBe(true)
  expect(revealed(stateOf(atTheDoor('kse'), wrongCodes(5)), PHONE)).toBe(false)
})

test('R7: reveal "scan": only after this phone’s camera caught this parcel’s label', () => {
  const before = stateOf(onTheRoad('chronopost', SCAN))
  expect(revealed(before, PHONE)).toBe(false)
  const story = given(onTheRoad('chronopost', SCAN)).when(phone.scan())
  expect(revealed(story.after, PHONE)).toBe(true)
  expect(revealed(story.after, OTHER_PHONE)).toBe(false)
  const wrong = given(onTheRoad('chronopost', SCAN)).when(phone.scan('ELSEWHERE'))
  expect(revealed(wrong.after, PHONE)).toBe(false)
})

test('R7: a photo from a file reveals only after recorded arrival, a typed number never', () => {
  const photo = scanned('PARCEL-1', 'photo')
  expect(revealed(stateOf(onTheRoad('kse', SCAN), photo), PHONE)).toBe(false)
  expect(revealed(stateOf(onTheRoad('kse', SCAN), photo, arrived), PHONE)).toBe(true)
  expect(revealed(stateOf(atTheDoor('kse', SCAN), scanned('PARCEL-1', 'typed')), PHONE)).toBe(false)
})

test('R7: nothing is revealed of a hold, a drop-off, what is over, or after a resend freed the page', () => {
  expect(revealed(given(atTheDoor('chronopost')).when(courier.noCode()).after, PHONE)).toBe(false)
  expect(revealed(stateOf(onTheRoad('kse', { destination: POINT })), PHONE)).toBe(false)
  expect(revealed(given(atTheDoor('kse')).when(courier.code('right')).after, PHONE)).toBe(false)
  expect(revealed(stateOf(onTheRoad('kse', SCAN), scanned(), resent), PHONE)).toBe(false)
})

test('R7: the next visit needs its own scan', () => {
  const again = stateOf(onTheRoad('kse', SCAN), scanned(), { ...dispatched, roundId: 'round-2' })
  expect(revealed(again, PHONE)).toBe(false)
})

test('R24: the next secret is not on the page before its moment', () => {
  const story = given(atTheDoor('kse', { parcels: 2 })).when(courier.code('right', { labels: ['PARCEL-1'] }))
  expect(revealed(story.after, PHONE)).toBe(false)
})
