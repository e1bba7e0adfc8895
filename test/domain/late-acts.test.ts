import { describe, expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import type { DeviceAct } from '../../worker/domain/device-act.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { openRequests } from '../../worker/domain/request.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import {
  atTheDoor,
  backAtDepot,
  COURIER,
  claimed,
  courier,
  given,
  hands,
  LABELS,
  MINUTE,
  missed,
  NOW,
  OTHER_COURIER,
  onTheRoad,
  POINT,
  settled,
  stateOf,
  T0,
  wrongCodes,
} from './given.ts'

const door = atTheDoor('chronopost', { parcels: 2 })
const kse = atTheDoor('kse')
const BOTH = LABELS.slice(0, 2)
const nl: Fact = { type: 'held', reason: 'no-code', labels: BOTH, code: 'NL', point: POINT }
const handed: Fact = { type: 'handed-over', labels: BOTH, of: 2, proof: 'pin', code: 'D7' }
const moved: Fact = { type: 'moved', roundId: 'round-2', courierId: OTHER_COURIER }

const device = (over: Partial<DeviceAct> = {}): DeviceAct => ({
  device: 'tablet',
  seq: 7,
  at: NOW - 30 * MINUTE,
  base: 4,
  late: true,
  ...over,
})
const late = (command: Command, over: Partial<DeviceAct> = {}): Command => ({
  ...command,
  device: device(over),
})
/** A QR code that the tablet accepted without a network. `genuine`: when it was this shipment's. */
const qr = (is: 'right' | 'wrong', genuine: 'now' | 'earlier' | null = is === 'right' ? 'now' : null) =>
  courier.code(is, { proof: 'qr', provedLate: () => genuine })
const requestsOf = (shipment: Shipment) => openRequests(shipment).filter(({ kind }) => kind === 'late-proof')
const decides = (seq: number, decision: 'agree' | 'decline', over = {}): Command => ({
  type: 'decide-request',
  kind: 'late-proof',
  seq,
  decision,
  by: 'anna',
  independentOf: [COURIER],
  operator: false,
  same: true,
  ...over,
})

describe('R36: a late act is judged as a live one', () => {
  test('R36: a right QR code hands over, and the fact keeps what the device said', () => {
    given(door)
      .when(late(qr('right')))
      .answers({ outcome: 'handed-over', code: 'D7' })
      .records({
        type: 'handed-over',
        act: { device: 'tablet', seq: 7, at: NOW - 30 * MINUTE, base: 4, late: true },
      })
  })

  test('R36: its device time is clamped between the last contact and the receipt', () => {
    const at = (told: number | null) => {
      const { facts } = given(door).when(late(qr('right'), { at: told }))
      return facts[0]?.act
    }
    // The arrival is the fourth fact.
    expect(at(T0 - 24 * 60 * MINUTE)).toMatchObject({ at: T0 + 3000, told: T0 - 24 * 60 * MINUTE })
    expect(at(NOW + MINUTE)).toMatchObject({ at: NOW, told: NOW + MINUTE })
    expect(at(null)).toEqual({ device: 'tablet', seq: 7, at: NOW, base: 4, late: true })
  })

  test('R36: an act lies after what the same device did here before, and its clock does not change that', () => {
    const first = { device: 'tablet', seq: 6, at: T0 + 2500, late: true } as const
    const story = [...onTheRoad('chronopost'), { ...door[3], act: first } as Fact]
    const { facts } = given(story).when(late(qr('right'), { at: T0 + 2100 }))
    expect(facts[0]?.act?.at).toBe(T0 + 2500)
  })

  test.each([
    ['another device', { device: 'another' }],
    ['a smaller number', { seq: 2 }],
  ])('R36, R18: by %s nothing is older than what was done here before', (_what, over) => {
    const first = { device: 'tablet', seq: 6, at: T0 + 2500, late: true } as const
    const story = [...onTheRoad('chronopost'), { ...door[3], act: first } as Fact]
    const { facts } = given(story).when(late(qr('right'), { at: T0 + 2100, ...over }))
    expect(facts[0]?.act?.at).toBe(T0 + 2500)
  })

  test('R36, R18: an arrival without a device’s word is a contact too', () => {
    const yesterday = NOW - 24 * 60 * MINUTE
    const story = given(kse, { type: 'no-code-declared' })
    const { facts } = story.when(late(courier.identity(), { device: 'another', seq: 1, at: yesterday }))
    expect(facts[0]?.act).toMatchObject({ at: T0 + 3000, told: yesterday })
  })

  test('R36: what the device says of a live act is kept and changes nothing', () => {
    const live = { ...qr('right'), device: { device: 'tablet', seq: 3, at: NOW - 90 * MINUTE, base: 2 } }
    given(door)
      .when(live)
      .answers({ outcome: 'handed-over' })
      .records({ act: { device: 'tablet', seq: 3, at: NOW, base: 2, told: NOW - 90 * MINUTE } })
    given(door, claimed)
      .when({ ...courier.fail(), device: { device: 'tablet', seq: 3, at: NOW } })
      .refuses('claim-open')
  })

  test('R36: an identity check that is blocked by now (R18) leaves what nobody can explain', () => {
    const blocked = { blocked: { pin: false, identity: true } }
    given(kse, { type: 'no-code-declared' })
      .when(late(courier.identity(blocked)))
      .answers({ outcome: 'unexplained' })
      .records(
        { type: 'late-act-refused', what: 'identity', because: 'blocked', lost: ['PARCEL-1'] },
        { type: 'unexplained', labels: ['PARCEL-1'], why: 'late-act' },
      )
  })

  test('R36: the unexplained parcels are a violation and an alert', () => {
    const { after, facts } = given(door, claimed).when(late(qr('right')))
    const [, lost] = settled([...door, claimed, ...facts].map((fact) => ({ fact, at: NOW }))).slice(-2)
    expect(lost?.owed).toMatchObject({ violation: 'unexplained', alert: 'unexplained' })
    expect(after.parcels.map(({ place }) => place)).toEqual(['unexplained', 'unexplained'])
    expect(after.visit?.open).toBe(false)
  })

  test.each([
    ['a claim (R21)', [claimed], qr('right'), 'claim-open'],
    ['no recorded arrival (R13)', [], qr('right'), 'not-arrived'],
    ['a wrong code (R12)', [], qr('wrong'), 'wrong-code'],
    [
      'a code of another parcel',
      [],
      courier.code('never compared', { proof: 'qr', foreign: true }),
      'wrong-parcel',
    ],
    ['a code after five wrong ones', [...wrongCodes(5)], qr('wrong'), 'codes-closed'],
    ['a signature where a code is needed (R15)', [], courier.deliver(), 'secured'],
    ['an identity check that is not allowed yet (R16)', [], courier.identity(), 'not-yet'],
  ] as [string, Fact[], Command, string][])(
    'R36: after %s a release is never a hand-over',
    (what, more, command, because) => {
      const story = what.startsWith('no recorded') ? onTheRoad('chronopost') : atTheDoor('chronopost')
      const { after } = given(story, more).when(late(command)).answers({ outcome: 'unexplained' })
      expect(after.parcels[0]?.place).toBe('unexplained')
      expect(after.handOvers).toEqual([])
      expect(stateOf(story).couriers).toEqual([COURIER])
      const { facts } = given(story, more).when(late(command))
      expect(facts.find(({ type }) => type === 'late-act-refused')).toMatchObject({ because })
    },
  )

  test('R12: a wrong code that came late is one of five, and the fifth holds nothing that was given away', () => {
    given(atTheDoor('chronopost'), wrongCodes(3))
      .when(late(qr('wrong')))
      .records({ type: 'code-refused', left: 1 }, { type: 'late-act-refused' }, { type: 'unexplained' })
    given(atTheDoor('chronopost'), wrongCodes(4))
      .when(late(qr('wrong')))
      .answers({ outcome: 'unexplained' })
      .records(
        { type: 'code-refused', left: 0 },
        { type: 'late-act-refused', lost: ['PARCEL-1'] },
        { type: 'unexplained' },
      )
  })

  test('R42: where a dispatcher has to agree first, a late identity release is none', () => {
    const story = atTheDoor('kse', { policy: { freshHands: 'approval' } })
    const { after } = given(story, { type: 'no-code-declared' })
      .when(late(courier.identity({ hands: hands({ contacts: 0 }) })))
      .answers({ outcome: 'unexplained' })
      .records({ type: 'late-act-refused', because: 'approval-needed' }, { type: 'unexplained' })
    expect(after.approval).toBeNull()
    expect(requestsOf(after)).toEqual([])
  })

  test('R35: a PIN is never late: it is answered as if it came now', () => {
    given(door, claimed)
      .when(late(courier.code('never compared')))
      .refuses('claim-open')
  })

  test('R36: what is not well formed, or comes from whoever never had it, is refused and leaves nothing', () => {
    given(door)
      .when(late({ ...qr('right'), malformed: true } as Command))
      .refuses('malformed-code')
    given(door)
      .when(late({ ...qr('right'), courierId: 'stranger' } as Command))
      .refuses('not-found')
    given(door)
      .when(late({ ...qr('right'), labels: ['PARCEL-1', 'ELSEWHERE'] } as Command))
      .refuses('wrong-parcel')
  })
})

describe('R22: an arrival without a network joins later', () => {
  const finished: Fact = {
    type: 'handed-over',
    ...{ labels: ['PARCEL-1'], of: 1, proof: 'link', code: 'LINK', signed: 'drawn', scannedBy: ['camera'] },
  }
  test('R22: the recipient’s phone had finished; the arrival is on record, tells nobody, and changes nothing else', () => {
    const story = [...onTheRoad('kse'), finished]
    const { after } = given(story)
      .when(late(courier.arrive()))
      .answers({ outcome: 'done' })
      .records({ type: 'arrived', late: true })
    expect(after.phase).toBe('handed-over')
    expect(after.unsent.filter(({ order }) => order.cause === 'arrived')).toEqual([])
    given(story).when(courier.arrive()).refuses('stop-closed')
  })

  test('R22: not after any other end', () => {
    given(onTheRoad('chronopost'), handed).when(late(courier.arrive())).answers({ outcome: 'conflict' })
  })
})

describe('R36: a conflict never overwrites', () => {
  test.each([
    ['nobody there, after a hand-over', [handed], courier.fail(), 'fail', 'stop-closed'],
    ['no code, after a hand-over', [handed], courier.noCode(), 'no-code', 'stop-closed'],
    ['an arrival, after the end', [handed], courier.arrive(), 'arrive', 'stop-closed'],
    ['nobody there, under a claim', [claimed], courier.fail(), 'fail', 'claim-open'],
    ['taking back, too late', [{ ...missed, labels: BOTH }], courier.reopen(), 'reopen', 'too-late'],
    ['a stop that another courier has by now', [moved], courier.fail(), 'fail', 'not-found'],
  ] as [string, Fact[], Command, string, string][])('R36: %s', (_what, more, command, act, because) => {
    const story = act === 'arrive' ? onTheRoad('chronopost', { parcels: 2 }) : door
    const before = stateOf(story, more)
    const { after } = given(story, more)
      .when(late(command, { at: NOW }))
      .answers({ outcome: 'conflict' })
      .records({ type: 'late-act-refused', what: act as 'fail', because: because as 'stop-closed', lost: [] })
    const { phase, parcels, visit, hold, handOvers } = before
    expect(after).toMatchObject({ phase, parcels, visit, hold, handOvers })
    expect(after.conflicts).toMatchObject([{ seq: before.seq + 1, courierId: COURIER, what: act, because }])
  })

  test('R36: two tablets at one stop: one outcome, and both accounts are named', () => {
    const { after } = given(door, handed)
      .when(late(qr('right', 'earlier')))
      .answers({ outcome: 'conflict' })
      .records({ type: 'late-act-refused', what: 'qr', against: door.length + 1, lost: [] })
    expect(after.handOvers).toHaveLength(1)
    expect(after.phase).toBe('handed-over')
  })

  test('R36: a release by a courier who has no say over the stop any more is a conflict, and theirs alone', () => {
    const { after } = given(door, moved)
      .when(late(qr('right')))
      .answers({ outcome: 'conflict' })
    expect(after.visit).toMatchObject({ courierId: OTHER_COURIER, open: true })
    expect(after.parcels.map(({ place }) => place)).toEqual(['vehicle', 'vehicle'])
  })

  test('R36: the same account once more is told the same, and buries nobody’s task', () => {
    const first = given(door, handed).when(late(courier.fail()))
    const again = first.when(late(courier.fail(), { seq: 8 })).answers({ outcome: 'conflict' })
    expect(again.facts).toEqual([])
    expect(again.after.conflicts).toHaveLength(1)
    expect(again.when(late(courier.noCode(), { seq: 9 })).after.conflicts).toHaveLength(2)
  })

  test('R36: a dispatcher who has looked at both accounts settles it once', () => {
    const story = given(door, handed).when(late(courier.fail()))
    const seq = story.after.seq
    story
      .when({ type: 'settle-conflict', conflict: seq })
      .records({ type: 'conflict-settled', conflict: seq })
      .when({ type: 'settle-conflict', conflict: seq })
      .refuses('no-conflict')
  })
})

describe('R36: right QR bits that came too late', () => {
  const refused = given(door, nl).when(late(qr('right', 'earlier')))
  const seq = refused.after.seq - 1

  test('R36: they wait for a dispatcher who is independent of the courier', () => {
    refused.answers({ outcome: 'unexplained' })
    expect(requestsOf(refused.after)).toMatchObject([
      { kind: 'late-proof', seq, apart: [COURIER], personId: COURIER, shown: { labels: BOTH } },
    ])
    refused.when(decides(seq, 'agree', { independentOf: [] })).refuses('second-person')
  })

  test('R36: agreed to, the parcels were handed over by QR code', () => {
    refused
      .when(decides(seq, 'agree'))
      .answers({ outcome: 'decided' })
      .records({ type: 'handed-over', proof: 'qr', labels: BOTH, code: 'D7', lateProof: seq })
    const { after } = refused.when(decides(seq, 'agree'))
    expect(after.phase).toBe('handed-over')
    expect(requestsOf(after)).toEqual([])
  })

  test('R36: declined, they stay unexplained, and nobody is asked again', () => {
    const { after } = refused
      .when(decides(seq, 'decline'))
      .records({ type: 'late-proof-declined', request: seq })
    expect(requestsOf(after)).toEqual([])
    expect(after.parcels[0]?.place).toBe('unexplained')
  })

  test('R36: nothing is asked of a wrong code, nor once the parcel is found', () => {
    expect(requestsOf(given(door, nl).when(late(qr('wrong'))).after)).toEqual([])
    const found = refused.when({ type: 'receive-at-depot', labels: BOTH })
    expect(requestsOf(found.after)).toEqual([])
    found.when(decides(seq, 'agree')).refuses('no-request')
  })

  test('R36: a parcel that was found and is missing again on another visit has nothing to do with them', () => {
    const gone: Fact = { type: 'unexplained', labels: BOTH, why: 'not-scanned' }
    const again: Fact[] = [
      backAtDepot(BOTH),
      { type: 'scheduled', roundId: 'round-2', courierId: OTHER_COURIER },
      { type: 'dispatched', roundId: 'round-2', courierId: OTHER_COURIER, point: POINT },
      gone,
    ]
    const story = [...door, nl, ...refused.facts, ...again]
    expect(requestsOf(stateOf(story))).toEqual([])
    given(story).when(decides(seq, 'agree')).refuses('no-request')
  })

  describe('R36: the round was closed while they waited on the tablet', () => {
    const gone: Fact = { type: 'unexplained', labels: BOTH, why: 'not-scanned' }
    const closed = given(door, gone)

    test('R36: right or wrong, the answer is the same; right ones wait for a dispatcher', () => {
      const right = closed.when(late(qr('right', 'now'))).answers({ outcome: 'unexplained' })
      expect(right.facts).toMatchObject([
        { type: 'late-act-refused', lost: [], missing: BOTH, proved: 'now' },
      ])
      expect(requestsOf(right.after)).toMatchObject([{ seq: right.after.seq, shown: { labels: BOTH } }])
      expect(right.after.conflicts).toEqual([])
      const wrong = closed.when(late(qr('wrong'))).answers({ outcome: 'unexplained' })
      expect(requestsOf(wrong.after)).toEqual([])
      expect(wrong.after.conflicts).toHaveLength(1)
      right
        .when(decides(right.after.seq, 'agree'))
        .records({ type: 'handed-over', proof: 'qr', labels: BOTH, lateProof: right.after.seq })
    })

    test('R36: an identity check never is one', () => {
      const { after } = given(kse, { type: 'no-code-declared' }, { ...gone, labels: ['PARCEL-1'] })
        .when(late(courier.identity()))
        .answers({ outcome: 'unexplained' })
      expect(after.handOvers).toEqual([])
      expect(after.conflicts).toMatchObject([{ what: 'identity', because: 'stop-closed' }])
    })

    test('R36: declined, nobody is asked again by the same code', () => {
      const right = closed.when(late(qr('right', 'now')))
      const declined = right.when(decides(right.after.seq, 'decline'))
      const again = declined.when(late(qr('right', 'now'), { seq: 8 })).answers({ outcome: 'unexplained' })
      expect(requestsOf(again.after)).toEqual([])
    })

    test('R13, R36: the arrival that waited with it joins the visit', () => {
      const road = given(onTheRoad('chronopost', { parcels: 2 }), gone)
      const there = road.when(late(courier.arrive())).answers({ outcome: 'done' })
      there.records({ type: 'arrived', late: true })
      const right = there.when(late(qr('right', 'now'), { seq: 8 })).answers({ outcome: 'unexplained' })
      expect(requestsOf(right.after)).toHaveLength(1)
      expect(right.after.parcels.map(({ place }) => place)).toEqual(['unexplained', 'unexplained'])
    })
  })

  test('R21: not while a claim is open', () => {
    const story = given(door, claimed).when(late(qr('right')))
    story.when(decides(story.after.seq - 1, 'agree')).refuses('claim-open')
  })

  test('R15, R30: no code is compared that the policy does not accept', () => {
    const never = () => {
      throw new Error('a code was compared')
    }
    const other = courier.code('never compared', { proof: 'qr', provedLate: never })
    given(kse).when(late(other)).answers({ outcome: 'unexplained' })
  })
})

describe('R37: taking back without a network', () => {
  const act = { device: 'tablet', seq: 6, at: NOW - 40 * MINUTE, late: true } as const
  const gone: Fact = { ...missed, labels: BOTH, act }
  const reopen = (over: Partial<DeviceAct>) =>
    given(door, gone).when(late(courier.reopen(), over), NOW + 60 * MINUTE)

  test('R37: device time counts where the acts came one right after the other', () => {
    reopen({ seq: 7, at: NOW - 37 * MINUTE }).answers({ outcome: 'open' })
    reopen({ seq: 7, at: NOW - 30 * MINUTE }).answers({ outcome: 'conflict' })
  })

  test('R37: a stop that was begun after it and is known before it does not make it too late', () => {
    const begun = (minutesAgo: number) =>
      given(door, gone).when(
        late(courier.reopen({ begunAt: NOW - minutesAgo * MINUTE }), { seq: 7, at: NOW - 37 * MINUTE }),
        NOW + 60 * MINUTE,
      )
    begun(36).answers({ outcome: 'open' })
    begun(38).answers({ outcome: 'conflict' })
  })

  test('R37: what ended with a network is not taken back after another stop was begun, whatever the tablet says', () => {
    const live: Fact = { ...missed, labels: BOTH, act: { device: 'tablet', seq: 6, at: NOW } }
    given(door, live)
      .when(
        late(courier.reopen({ begunAt: NOW + 30 * MINUTE }), { seq: 7, at: NOW + MINUTE }),
        NOW + 60 * MINUTE,
      )
      .answers({ outcome: 'conflict' })
  })

  test('R37: it does not count with another act between, or from another device', () => {
    reopen({ seq: 8, at: NOW - 37 * MINUTE }).answers({ outcome: 'conflict' })
    reopen({ seq: 7, device: 'another', at: NOW - 37 * MINUTE }).answers({ outcome: 'conflict' })
  })
})
