import { describe, expect, test } from 'vitest'
import type { Command, DecideRequest } from '../../worker/domain/command.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { canonical, heldKeys, labelKey, sameLabel } from '../../worker/domain/label.ts'
import {
  holdsLabels,
  isProtected,
  judgeLabel,
  lastScan,
  protectedUntil,
} from '../../worker/domain/label-guard.ts'
import { policyOf } from '../../worker/domain/policy.ts'
import { labelDue } from '../../worker/domain/reading.ts'
import { openRequests } from '../../worker/domain/request.ts'
import { passTime, waiting } from './at-the-point.ts'
import {
  announced,
  backAtDepot,
  dispatched,
  given,
  MINUTE,
  missed,
  NOW,
  onRound,
  onTheRoad,
  scheduled,
  stateOf,
  T0,
} from './given.ts'

const DAY = 24 * 60 * MINUTE
const cancelled: Fact = { type: 'cancelled' }
const LABEL = 'PARCEL-1'
/** The depot accepted the shipment, then it was cancelled. It lies on the shelf. */
const shelved = [announced('chronopost'), backAtDepot([LABEL]), cancelled]
const is = (facts: readonly Fact[], label = LABEL, at = NOW) => isProtected(stateOf(facts), label, at)

describe('from when, and until when', () => {
  const found: Fact = { type: 'found-at-point', pointId: 'p1', labels: [LABEL] }
  const returned: Fact = { type: 'return-ordered', reason: 'dispatcher', labels: [LABEL], code: 'RTS' }
  const gone: Fact = { type: 'left-for-sender', labels: [LABEL] }
  const done: Fact = { type: 'handed-over', labels: [LABEL], of: 1, proof: 'pin', code: 'D7' }
  test.each<[string, Fact[], boolean]>([
    ['announced', [announced('kse')], false],
    ['put on a round', onRound('kse'), false],
    ['sent out', onTheRoad('kse'), true],
    ['scanned at a depot', [announced('kse'), backAtDepot([LABEL])], true],
    ['scanned at a point that it was not sent to', [announced('kse'), found], true],
    ['cancelled before anybody had it', [announced('kse'), cancelled], false],
    ['cancelled on the shelf', shelved, true],
    [
      'taken off its round on the road',
      [...onTheRoad('kse'), { type: 'withdrawn', roundId: 'round-1' }],
      true,
    ],
    ['ordered back, and gone to its sender', [...onTheRoad('kse'), missed, returned, gone], true],
    ['handed over', [...onTheRoad('kse'), done], false],
  ])(
    'R41: a label is protected from its first scan or dispatch until it is handed over: %s',
    (_, facts, protect) => {
      expect(is(facts)).toBe(protect)
      // The waybill counts as the label of a shipment with one parcel.
      expect(is(facts, 'WAYBILL-1')).toBe(protect)
    },
  )

  test('R41: ninety days after its last scan it is free, and not a minute before', () => {
    const scan = T0 + 1000
    expect(protectedUntil(stateOf(shelved))).toBe(scan + 90 * DAY)
    expect(is(shelved, LABEL, scan + 90 * DAY - MINUTE)).toBe(true)
    expect(is(shelved, LABEL, scan + 90 * DAY)).toBe(false)
    const again = [...shelved, gone]
    expect(is(again, LABEL, scan + 90 * DAY + 1000)).toBe(true)
  })

  test('R41: of several parcels each has its own: what was handed over is free, the rest is not', () => {
    const some: Fact = { type: 'handed-over', labels: [LABEL], of: 2, proof: 'pin', code: 'D7' }
    const facts = [announced('kse', { parcels: 2 }), scheduled, dispatched, some]
    expect([is(facts), is(facts, 'PARCEL-2')]).toEqual([false, true])
    // In a shipment with several parcels the waybill names none of them.
    expect(is(facts, 'WAYBILL-1')).toBe(false)
  })

  test('R41: what was protected stays so in the hands of the next shipment, also a waybill that stood for a parcel', () => {
    const seen = { [LABEL]: T0 - DAY, 'OLD-WAYBILL': T0 - DAY }
    const next = [{ ...announced('chronopost', { parcels: 2 }), seen }, cancelled] as Fact[]
    const state = stateOf(next)
    expect([LABEL, 'OLD-WAYBILL', 'PARCEL-2'].map((label) => lastScan(state, label))).toEqual([
      T0 - DAY,
      T0 - DAY,
      null,
    ])
    expect(is(next, 'OLD-WAYBILL')).toBe(true)
  })

  test('R41: every spelling of a label is the label, in whichever of them it was announced', () => {
    const full = '%0123456789ABCDEFGHIJKLMNOP7Q'
    const forms = [full, full.slice(1), full.slice(0, -1), 'JJCZ 123', '373400306609115718']
    const other = ['https://id.gs1.org/00/373400306609115718', '(00)373400306609115718', 'RA 123 456 785 CZ']
    const all = [...forms, ...other, 'RA123456785CZ', ' jjcz 123 '].map(canonical)
    for (const held of all)
      for (const wanted of all)
        expect(heldKeys(wanted).includes(labelKey(held)), `${held} by ${wanted}`).toBe(
          sameLabel(held, wanted),
        )
  })
})

test('R15, R41: in somebody’s hand a label is taken though all is over; lost, it is still its recipient’s and nobody else’s', () => {
  const onTheVan = stateOf(onTheRoad('chronopost'), cancelled)
  const lost: Fact = { type: 'unexplained', labels: [LABEL], why: 'not-scanned' }
  const nowhere = stateOf(onTheRoad('chronopost'), lost, cancelled)
  expect([holdsLabels(onTheVan), holdsLabels(nowhere)]).toEqual([true, false])
  expect(isProtected(nowhere, LABEL, NOW)).toBe(true)
})

describe('whose it is', () => {
  const kse = policyOf('kse')
  const chronopost = policyOf('chronopost')
  const holder = {
    recipientFingerprint: 'anna',
    kind: 'consumer' as const,
    secured: true,
    policy: chronopost,
    pays: { amount: 500, currency: 'EUR' },
    protected: true,
  }
  const { protected: _protected, ...anna } = holder
  test.each([
    ['the same', anna, 'same', []],
    ['somebody else', { ...anna, recipientFingerprint: 'thief' }, 'known', ['recipient']],
    [
      'as business, which nothing secures',
      { ...anna, kind: 'business' as const, secured: false },
      'known',
      ['kind', 'secured'],
    ],
    [
      'under a contract that secures nothing',
      { ...anna, secured: false, policy: { ...kse, secured: false } },
      'known',
      ['secured', 'policy'],
    ],
    ['with nothing to pay', { ...anna, pays: null }, 'known', ['payment']],
    ['with less to pay', { ...anna, pays: { amount: 499, currency: 'EUR' } }, 'known', ['payment']],
    ['in another currency', { ...anna, pays: { amount: 500, currency: 'RUB' } }, 'known', ['payment']],
    ['with more to pay', { ...anna, pays: { amount: 501, currency: 'EUR' } }, 'same', []],
    ['under weaker rules', { ...anna, policy: kse }, 'known', ['policy']],
    ['under stricter rules', { ...anna, policy: { ...chronopost, door: ['pin' as const] } }, 'same', []],
  ])('R41: announced again for %s', (_, wanted, verdict, differs) => {
    expect(judgeLabel(holder, wanted)).toEqual({ verdict, differs })
    expect(judgeLabel({ ...holder, protected: false }, wanted)).toEqual({ verdict: 'free', differs: [] })
  })

  test('R41: an ordinary parcel is somebody’s as well, but had no rules to lose', () => {
    const ordinary = { ...holder, secured: false }
    expect(judgeLabel(ordinary, { ...anna, secured: false, policy: kse }).verdict).toBe('same')
    expect(judgeLabel(ordinary, { ...anna, secured: false, recipientFingerprint: 'thief' }).verdict).toBe(
      'known',
    )
  })

  test('R41: of whom nobody can tell any more who they are, nobody is the same', () => {
    expect(
      judgeLabel({ ...holder, recipientFingerprint: null }, { ...anna, recipientFingerprint: null }).verdict,
    ).toBe('known')
  })
})

const ask = (over: Partial<Extract<Command, { type: 'request-label' }>> = {}): Command => ({
  type: 'request-label',
  requestedBy: 'anna',
  labels: [LABEL],
  to: 'next',
  reasons: ['recipient'],
  ...over,
})
const decideIt = (over: Partial<DecideRequest> = {}): Command => ({
  type: 'decide-request',
  kind: 'label',
  seq: 4,
  decision: 'agree',
  by: 'boris',
  independentOf: ['anna'],
  operator: false,
  same: true,
  ...over,
})
const requested: Fact = {
  type: 'label-requested',
  requestedBy: 'anna',
  labels: [LABEL],
  to: 'next',
  reasons: ['recipient'],
}
const told: Fact = { type: 'message-sent', cause: 'label-change', channels: ['sms', 'email'], about: 4 }
const asked = [...shelved, requested, told]
const TOLD = T0 + 4000

describe('for somebody else', () => {
  test('R41: a dispatcher asks; whoever it is for hears of it at once, with a link of its own', () => {
    const story = given(shelved).when(ask()).records({ type: 'label-requested', to: 'next' })
    story.answers({ outcome: 'requested', kind: 'label', seq: 4 })
    expect(story.after.unsent.at(-1)?.order).toMatchObject({
      cause: 'label-change',
      channels: ['email', 'sms'],
    })
    expect(story.after.link).toBe(2)
    expect(openRequests(story.after)).toMatchObject([
      { kind: 'label', askedBy: 'anna', apart: ['anna'], shown: { labels: [LABEL], reasons: ['recipient'] } },
    ])
  })

  test('R41: not of an open shipment, one at a time, three in all, and of nothing that is free', () => {
    given(announced('kse'), backAtDepot([LABEL]))
      .when(ask())
      .refuses('label-taken')
    given(onTheRoad('kse'), cancelled).when(ask()).refuses('label-taken')
    given(asked)
      .when(ask({ to: 'another' }))
      .refuses('label-pending')
    given(announced('kse'), cancelled).when(ask()).refuses('changed')
    const lapsed: Fact = { type: 'label-stopped', who: 'time', request: 4 }
    const thrice = [requested, lapsed, requested, lapsed, requested, lapsed]
    given(shelved, thrice).when(ask()).refuses('contact-limit')
  })

  test('R41: a second, independent person agrees, and it takes effect thirty minutes after the news', () => {
    given(asked)
      .when(decideIt({ independentOf: [] }))
      .refuses('second-person')
    given(asked)
      .when(decideIt({ same: false }))
      .refuses('changed')
    const agreed = given(asked)
      .when(decideIt(), TOLD + MINUTE)
      .records({ type: 'label-approved' })
    agreed.answers({ outcome: 'decided', effectiveAt: TOLD + 30 * MINUTE })
    agreed.when(passTime('label-change'), TOLD + 30 * MINUTE - 1).records()
    const due = agreed.when(passTime('label-change'), TOLD + 30 * MINUTE)
    due.records({ type: 'label-released', labels: [LABEL], to: 'next' })
    expect(due.after.released).toMatchObject({ to: 'next', requestedBy: 'anna', seq: 4 })
    due
      .when({ type: 'note-label-moved', refusal: null })
      .records({ type: 'label-moved', to: 'next', request: 4 })
  })

  test('R41: without a second person it lapses after a day', () => {
    expect(labelDue(stateOf(asked))).toEqual({ due: 'label-lapse', at: T0 + 3000 + DAY })
    given(asked)
      .when(passTime('label-lapse'), T0 + 3000 + DAY)
      .records({ type: 'label-stopped', who: 'time', request: 4 })
  })

  test('R41: whoever it is for stops it by the link of the news, and by no other', () => {
    const stop = (link: number): Command => ({ type: 'stop-label-change', session: 'old', link })
    given(asked).when(stop(2)).records({ type: 'label-stopped', who: 'recipient', request: 4 })
    given(asked).when(stop(1)).refuses('link-superseded')
    const stopped = given(asked).when(stop(2))
    stopped.when(decideIt()).refuses('no-request')
    stopped.when(stop(2)).refuses('link-expired')
  })

  test('R41: declined by the second person, or taken back, it is dropped', () => {
    given(asked)
      .when(decideIt({ decision: 'decline' }))
      .records({ type: 'label-stopped', who: 'second-person' })
    given(asked)
      .when(decideIt({ decision: 'decline', by: 'anna', independentOf: [] }))
      .records({ type: 'label-stopped', who: 'dispatcher' })
  })

  test('R41: where nobody can be told, the operator’s own key has to agree too', () => {
    const failed = (channel: 'sms' | 'email'): Fact => ({
      type: 'message-failed',
      cause: 'label-change',
      channel,
      about: 4,
      reason: 'x',
    })
    const untold = [...shelved, requested, failed('email'), failed('sms')]
    const first = given(untold).when(decideIt()).records({ type: 'label-approved' })
    first.when(decideIt({ by: 'carla' })).refuses('operator-needed')
    const operator = decideIt({ by: 'operator', operator: true, independentOf: [] })
    first.when(operator).records({ type: 'label-approved', byOperator: true }, { type: 'label-released' })
  })

  test('R41: an ordinary parcel’s recipient hears of it as well; with no contact at all nobody can', () => {
    const ordinary = (contacts: { hasPhone: boolean; hasEmail: boolean }) =>
      given([announced('kse', { kind: 'business', contacts }), backAtDepot([LABEL]), cancelled]).when(ask())
        .after
    expect(ordinary({ hasPhone: true, hasEmail: false }).unsent.at(-1)?.order.cause).toBe('label-change')
    expect(ordinary({ hasPhone: false, hasEmail: false }).labelChange).toMatchObject({ untold: true })
  })
})

const correct = (over: Partial<Extract<Command, { type: 'correct-recipient' }>> = {}): Command => ({
  type: 'correct-recipient',
  contacts: { hasPhone: true, hasEmail: false },
  changes: { name: false, contact: true },
  ...over,
})

describe('corrected by the sender', () => {
  test('R41: before the first scan or dispatch it is one call; who was told hears of it, the next is told the same', () => {
    const story = given(announced('chronopost')).when(correct())
    story.records({ type: 'recipient-corrected', was: { from: 1, hasPhone: true, hasEmail: true } })
    const { unsent, secret, link, contactFrom, secretSent } = story.after
    expect({ secret, link, contactFrom, secretSent }).toEqual({
      secret: 2,
      link: 2,
      contactFrom: 2,
      secretSent: 2,
    })
    expect(unsent.map(({ order }) => order)).toEqual([
      { cause: 'corrected', channels: ['email', 'sms'], secret: false, to: 1 },
      { cause: 'contact-changed', channels: ['sms'], secret: true },
    ])
  })

  test('R41: nobody was told yet: nobody has to hear of it, and the moments to come tell the next', () => {
    const { after } = given(announced('kse'))
      .when(correct())
      .records({ type: 'recipient-corrected', was: null })
    expect(after.unsent).toEqual([])
    expect(given(onRound('kse')).when(correct()).after.phase).toBe('scheduled')
  })

  test('R41: the name alone: the contact stays with its code, and hears of it', () => {
    const { after } = given(announced('chronopost'))
      .when(
        correct({ contacts: { hasPhone: true, hasEmail: true }, changes: { name: true, contact: false } }),
      )
      .records({ type: 'recipient-corrected', contact: false })
    expect([after.secret, after.link]).toEqual([1, 1])
    expect(after.unsent.at(-1)?.order).toMatchObject({ cause: 'corrected', to: 1 })
  })

  test('R41: once a label is protected, also since another shipment had it, it takes two people', () => {
    given(announced('kse'), backAtDepot([LABEL]))
      .when(correct())
      .refuses('label-known')
    given(onTheRoad('kse')).when(correct()).refuses('label-known')
    given({ ...announced('kse'), seen: { [LABEL]: T0 - DAY } })
      .when(correct())
      .refuses('label-known')
    given(waiting('kse')).when(correct()).refuses('label-known')
  })

  test('R41: not when it is over, while another contact is asked for, to nobody, or a fourth time', () => {
    const contact: Fact = {
      type: 'contact-change-requested',
      requestedBy: 'anna',
      contacts: { hasPhone: true, hasEmail: true },
    }
    given(announced('kse'), cancelled).when(correct()).refuses('shipment-over')
    given(announced('kse'), contact).when(correct()).refuses('contact-pending')
    given(announced('kse'))
      .when(correct({ contacts: { hasPhone: false, hasEmail: false } }))
      .refuses('no-contact')
    given(announced('kse'))
      .when(correct({ changes: { name: false, contact: false } }))
      .records()
    const once: Fact = {
      type: 'recipient-corrected',
      contacts: { hasPhone: true, hasEmail: true },
      contact: true,
      was: null,
    }
    given(announced('kse'), [once, once, once]).when(correct()).refuses('contact-limit')
  })
})
