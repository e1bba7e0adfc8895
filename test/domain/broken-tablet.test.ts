import { expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import { countsFor } from '../../worker/domain/effects.ts'
import type { FactOf } from '../../worker/domain/event.ts'
import type { BrokenTablet } from '../../worker/domain/terms.ts'
import { dispatch, receiveAtDepot, schedule, underway } from './at-the-point.ts'
import {
  atTheDoor,
  claimed,
  courier,
  given,
  missed,
  OTHER_COURIER,
  onRound,
  onTheRoad,
  POINT,
  phone,
  scanned,
  stateOf,
  wrongCodes,
} from './given.ts'

const fails = (roundId = 'round-1'): Command => ({ type: 'record-tablet-failure', roundId })
const failed = (then: BrokenTablet): FactOf<'tablet-failed'> => ({
  type: 'tablet-failed',
  roundId: 'round-1',
  then,
})

test('R17: depot: open secured stops go back, with the attempts they still have', () => {
  for (const story of [onTheRoad('chronopost'), [...atTheDoor('chronopost'), ...wrongCodes(2)]]) {
    const done = given(story).when(fails()).answers({ outcome: 'done' })
    done.records(failed('depot'))
    expect(done.after).toMatchObject({
      phase: 'at-depot',
      visit: { open: false },
      parcels: [{ place: 'vehicle' }],
    })
    done.when(courier.code('never compared')).answers({ outcome: 'closed' })
    done.when(courier.identity()).refuses('stop-closed')
    done.when(fails()).answers({ outcome: 'done' }).records()
    const again = done.when(receiveAtDepot('PARCEL-1')).when(schedule()).when(dispatch())
    again
      .when(courier.arrive())
      .when(courier.code('wrong'))
      .answers({ outcome: 'wrong', left: 4 - stateOf(story).evaluated })
  }
})

test('R17: depot: the recipient hears that nobody came because of it', () => {
  const { after } = given(onTheRoad('chronopost')).when(fails())
  expect(after.unsent.at(-1)).toMatchObject({ about: after.seq, order: { cause: 'failed', secret: false } })
})

test('R17: identity: the check is open on the substitute, after arrival, and the codes stay', () => {
  const done = given(onTheRoad('kse'))
    .when(fails())
    .answers({ outcome: 'identity' })
    .records(failed('identity'))
  done.when(courier.identity()).refuses('not-arrived')
  const there = done.when(courier.arrive())
  there.when(courier.identity()).answers({ outcome: 'handed-over', code: 'ID' })
  there.when(courier.code('right')).answers({ outcome: 'handed-over', code: 'PIN' })
  there.when(phone.scan()).when(phone.noClaims()).when(phone.finish()).answers({ outcome: 'handed-over' })
  there.when(courier.identity({ signed: false })).refuses('signature-required')
  there.when(courier.identity({ nameMatches: false })).answers({ outcome: 'held' })
})

test('R17: a policy that holds has the identity check only because of the tablet', () => {
  const own = { policy: { withoutCode: 'hold', afterWrong: 'hold', brokenTablet: 'identity' } } as const
  given(atTheDoor('kse', own)).when(courier.identity()).refuses('not-yet')
  const done = given(atTheDoor('kse', own)).when(fails())
  done.when(courier.noCode()).answers({ outcome: 'identity' })
  done.when(courier.identity()).answers({ outcome: 'handed-over' })
})

test('R17: the substitute fails too: another is invited, and nothing is recorded twice', () => {
  const done = given(atTheDoor('kse')).when(fails())
  done.when(fails()).answers({ outcome: 'identity' }).records()
})

test('R17: a check on the substitute counts for R18, and a block there holds', () => {
  const story = [...atTheDoor('kse'), failed('identity')]
  const { facts } = given(story).when(courier.identity())
  const counted = countsFor(stateOf(story), facts[0]!, {
    role: 'courier',
    id: 'courier-1',
  })
  expect(counted).toMatchObject([{ personId: 'courier-1', kind: 'identity' }])
  given(story)
    .when(courier.identity({ blocked: { pin: false, identity: true } }))
    .refuses('blocked')
})

test.each(['kse', 'chronopost'] as const)(
  'R17: ordinary stops and drop-offs go on with a substitute: %s',
  (profile) => {
    for (const own of [{ kind: 'business' as const }, { destination: POINT }]) {
      const done = given(onTheRoad(profile, own)).when(fails()).answers({ outcome: 'identity' }).records()
      expect(done.after.visit?.open).toBe(true)
      done.when(fails()).answers({ outcome: 'identity' })
    }
  },
)

test('R17: stops that ended, other rounds and open claims are left as they are', () => {
  for (const story of [[...atTheDoor('kse'), missed], underway('chronopost')])
    given(story).when(fails()).answers({ outcome: 'done' }).records()
  given(onRound('kse')).when(fails()).refuses('wrong-round')
  given(onTheRoad('kse')).when(fails('round-9')).refuses('wrong-round')
  given(atTheDoor('kse'), scanned(), claimed).when(fails()).refuses('claim-open')
})

test('R17: it ends with the visit: another courier, or another day, has no broken tablet', () => {
  given(atTheDoor('kse'), failed('identity'), { type: 'moved', roundId: 'round-2', courierId: OTHER_COURIER })
    .when(courier.arrive({ courierId: OTHER_COURIER }))
    .when(courier.identity({ courierId: OTHER_COURIER }))
    .refuses('not-yet')
})
