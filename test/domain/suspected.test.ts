import { expect, test } from 'vitest'
import {
  alertFor,
  countsFor,
  type VisitNote,
  violationFor,
  visitNoteFor,
} from '../../worker/domain/effects.ts'
import type { Fact, FactOf } from '../../worker/domain/event.ts'
import type { AlertKind, ClaimKind, ViolationKind } from '../../worker/domain/terms.ts'
import {
  choosePoint,
  clerk,
  closeStop,
  dropOff,
  droppedOff,
  issued,
  passTime,
  receiveAtDepot,
  underway,
  waiting,
  wrongAtCounter,
} from './at-the-point.ts'
import {
  announced,
  arrived,
  atTheDoor,
  backAtDepot,
  courier,
  given,
  missed,
  onTheRoad,
  POINT,
  phone,
  stateOf,
} from './given.ts'

const CLERK = { role: 'counter', id: 'clerk-1' } as const
const said = (kind: ClaimKind) => phone.claim({ kind })
/** Returns the violations of which the facts of an outcome make the courier suspected. */
const suspected = ({ facts, after }: { facts: Fact[]; after: ReturnType<typeof stateOf> }) =>
  facts.flatMap((fact) => violationFor(after, fact) ?? [])
const noted = ({ facts, after }: { facts: Fact[]; after: ReturnType<typeof stateOf> }) =>
  facts.flatMap((fact) => visitNoteFor(after, fact) ?? [])

test('R26: what is unexplained at the end of the round is a suspected violation, once, secured or not', () => {
  for (const story of [onTheRoad('chronopost'), onTheRoad('chronopost', { kind: 'business' })]) {
    const close = given(story).when(closeStop())
    expect(suspected(close)).toEqual(['unexplained'])
    expect(suspected(close.when(closeStop()))).toEqual([])
    expect(close.facts.map(alertFor)).toEqual(['unexplained'])
  }
})

test('R26: so is what the courier declared and nobody received', () => {
  const declared = given(atTheDoor('kse'), missed).when(closeStop(['PARCEL-1']))
  expect(suspected(declared.when(passTime('not-received'), Date.UTC(2026, 2, 6)))).toEqual(['unexplained'])
  expect(suspected(given(underway('kse')).when(passTime('not-at-point')))).toEqual(['unexplained'])
  expect(suspected(given(dropOff('kse'), arrived).when(closeStop()).when(passTime('not-at-point')))).toEqual([
    'unexplained',
  ])
})

test('R27: what got lost on a way from the depot is no breach of the visit before', () => {
  const sent = given(atTheDoor('kse'), missed, backAtDepot(['PARCEL-1'])).when(choosePoint(POINT))
  const lost = sent.when(passTime('not-at-point')).records({ type: 'unexplained' })
  expect(suspected(lost)).toEqual([])
  expect(lost.facts.map(alertFor)).toEqual(['unexplained'])
})

test.each<[ClaimKind, ViolationKind[]]>([
  ['nobody-came', ['nobody-came']],
  ['no-code-asked', ['no-code-asked']],
  ['not-received', ['not-received']],
  ['damaged', []],
  ['wrong', []],
  ['other', []],
])('R27: what the recipient says after the visit: %s', (kind, expected) => {
  const byCode = given(atTheDoor('kse')).when(courier.code('right'))
  for (const visit of [
    byCode,
    given(atTheDoor('kse')).when(courier.fail()),
    given(atTheDoor('chronopost')).when(courier.noCode()),
  ]) {
    const claim = visit.when(said(kind))
    expect(suspected(claim)).toEqual(expected)
    expect(claim.facts.flatMap((fact) => alertFor(fact) ?? [])).toEqual(['claim'])
    expect(suspected(claim.when(said(kind)))).toEqual([])
  }
})

test('R27: nothing said of a counter or of a drop-off is a courier’s breach', () => {
  for (const kind of ['nobody-came', 'no-code-asked', 'not-received'] as const) {
    const atCounter = given(waiting('kse'), issued(['PARCEL-1'], 1)).when(said(kind))
    const dropped = given(droppedOff('kse')).when(said(kind))
    for (const claim of [atCounter, dropped]) expect([suspected(claim), noted(claim)]).toEqual([[], []])
  }
})

test('R27: a claim with the courier still there is no violation: a dispatcher decides', () => {
  expect(suspected(given(atTheDoor('kse')).when(said('no-code-asked')))).toEqual([])
})

test('R27: a dispatcher may suspect whatever a courier did on a visit', () => {
  const suspect = { type: 'suspect-violation', kind: 'without-code' } as const
  expect(suspected(given(atTheDoor('kse')).when(courier.fail()).when(suspect))).toEqual(['without-code'])
  given(announced('kse')).when(suspect).refuses('not-out-for-delivery')
})

const NOTED: [string, ReturnType<ReturnType<typeof given>['when']>, VisitNote[]][] = [
  [
    'an identity check at the door',
    given(atTheDoor('kse'), { type: 'no-code-declared' }).when(courier.identity()),
    ['identity'],
  ],
  ['no code', given(atTheDoor('chronopost')).when(courier.noCode()), ['no-code']],
  ['absent', given(atTheDoor('kse')).when(courier.fail()), ['absent']],
  ['an arrival far away', given(onTheRoad('kse')).when(courier.arrive({ distanceM: 301 })), ['far']],
  ['an arrival near by', given(onTheRoad('kse')).when(courier.arrive({ distanceM: 300 })), []],
  ['nobody came', given(atTheDoor('kse')).when(courier.fail()).when(said('nobody-came')), ['nobody-came']],
  [
    '"not me" after a release',
    given(atTheDoor('kse')).when(courier.code('right')).when(phone.notMe()),
    ['not-me'],
  ],
  ['"not me" before any', given(waiting('kse')).when(phone.notMe()), []],
  [
    '"not me" after an issue at the counter',
    given(waiting('kse')).when(clerk.identity()).when(phone.notMe()),
    [],
  ],
  ['an identity check at the counter', given(waiting('kse')).when(clerk.identity()), []],
  ['a right code', given(atTheDoor('kse')).when(courier.code('right')), []],
]
test.each(NOTED)('R18: what is noted beside the courier’s other visits: %s', (_title, done, expected) => {
  expect(done.facts.length).toBeGreaterThan(0)
  expect(noted(done)).toEqual(expected)
})

/** Returns what a fact at a point's counter counts for the clerk. */
const counts = (story: Fact[], fact: Fact) =>
  countsFor(stateOf(story), fact, CLERK).map(({ personId, kind }) => `${personId} ${kind}`)
const wrong = (left: number): FactOf<'code-refused'> => ({
  type: 'code-refused',
  proof: 'pin',
  left,
  pointId: 'p1',
})

test('R18: at a counter wrong codes count for the clerk who typed them, and identity checks for nobody', () => {
  expect(counts(waiting('kse'), wrong(4))).toEqual(['clerk-1 wrong'])
  expect(counts([...waiting('kse'), ...wrongAtCounter(4)], wrong(0))).toEqual([
    'clerk-1 wrong',
    'clerk-1 closed',
  ])
  expect(counts(waiting('kse'), issued(['PARCEL-1'], 1))).toEqual([])
  const byCode = { ...issued(['PARCEL-1'], 1), proof: 'pin' as const }
  expect(counts([...waiting('kse'), ...wrongAtCounter(2)], byCode)).toEqual(['clerk-1 released-by-code'])
  // The door's wrong codes are counted for the courier, and an issue at a counter does not cancel them.
  expect(counts(waiting('kse'), byCode)).toEqual([])
})

const ALERTS: [string, Fact, AlertKind | null][] = [
  ['found at another point', { type: 'found-at-point', pointId: 'p2', labels: ['PARCEL-1'] }, 'misplaced'],
  [
    'a broken tablet',
    given(onTheRoad('kse')).when({ type: 'record-tablet-failure', roundId: 'round-1' }).facts[0]!,
    'tablet-failed',
  ],
  [
    'nothing left to prove it with',
    { type: 'return-ordered', reason: 'no-proof-left', labels: [], code: 'RTS' },
    'return',
  ],
  ['the end of storage', { type: 'return-ordered', reason: 'storage-ended', labels: [], code: 'RTS' }, null],
  ['a receipt', { type: 'received-at-point', pointId: 'p1', labels: ['PARCEL-1'] }, null],
]
test.each(ALERTS)('R26: what a dispatcher hears at once: %s', (_title, fact, alert) => {
  expect(alertFor(fact)).toBe(alert)
})

test('R26: found again at the depot takes the suspicion back from nobody and adds none', () => {
  const found = given(onTheRoad('kse')).when(closeStop()).when(receiveAtDepot('PARCEL-1'))
  expect(suspected(found)).toEqual([])
})
