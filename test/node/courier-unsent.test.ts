import { describe, expect, test } from 'vitest'
import { api } from '../../web/api/call.ts'
import { identityWaiting, isProvisional, withActs } from '../../web/courier/pending.ts'
import type { Act } from '../../web/offline/act.ts'
import { stopWith } from './courier-stop.ts'

const AT = '2026-11-22T09:04:00.000Z'
const SEEN = { documentType: 'passport', nameMatches: true } as const

let seq = 0
const act = (address: Act['address'], body: object = {}, over: Partial<Act> = {}): Act => ({
  ...{ key: `act-${++seq}`, personId: 'ann', role: 'courier', group: 's1', params: { shipmentId: 's1' } },
  ...{ address, body, device: 'tablet', seq, at: AT, base: 6, late: true },
  ...{ state: 'waiting', tries: 0, nextTryAt: 0, refusal: null, ...over },
})
const { arrive, qr, receipt, noCode, identity, fail, reopen } = api.stops

describe('R36: a stop as what waits on the tablet leaves it', () => {
  test('R36: an arrival that waits has taken place, and shows nothing else as done', () => {
    const acts = [act(arrive, { at: AT }, { late: false })]
    const stop = withActs(stopWith({ arrivedAt: null }), acts)
    expect([stop.arrivedAt, stop.open, isProvisional(acts)]).toEqual([AT, true, false])
  })

  test.each([
    ['qr', qr, {}, 'recipient'],
    ['link', receipt, {}, 'recipient'],
    ['identity', identity, SEEN, 'recipient'],
    ['held', identity, { ...SEEN, nameMatches: false }, 'vehicle'],
    ['held', identity, { declined: true }, 'vehicle'],
    ['refused', fail, { reason: 'refused' }, 'vehicle'],
    ['depot', fail, { reason: 'absent' }, 'vehicle'],
  ] as const)('R36: it ends as “%s” (%s %o)', (kind, address, body, place) => {
    const acts = [act(address, body)]
    const stop = withActs(stopWith(), acts)
    expect(stop).toMatchObject({ open: false, outcome: { kind, at: AT }, parcels: [{ place }] })
    expect(isProvisional(acts)).toBe(true)
  })

  test('R36: a call whose answer is awaited has changed nothing; one put aside never does', () => {
    for (const over of [{ late: false }, { state: 'aside' }] as const)
      expect(withActs(stopWith(), [act(qr, {}, over)])).toEqual(stopWith())
  })

  test('R36: only the named parcels are given, and the rest stays behind', () => {
    const parcels = ['501-000001', '501-000002'].map(
      (label) => ({ label, place: 'vehicle', declared: false }) as const,
    )
    const stop = withActs(stopWith({ parcels }), [act(qr, { labels: ['501-000001'] })])
    expect(stop.parcels.map(({ place }) => place)).toEqual(['recipient', 'vehicle'])
    expect(stop.outcome?.partly).toBe(true)
  })

  test('R36, R37: what was taken back has not happened, and a release cannot be taken back', () => {
    const back = withActs(stopWith(), [act(fail, { reason: 'absent' }), act(reopen)])
    expect(back.open).toBe(true)
    expect(withActs(stopWith(), [act(fail, { reason: 'absent' })]).reopenUntil).toBe(
      '2026-11-22T09:09:00.000Z',
    )
    expect(withActs(stopWith(), [act(qr)]).reopenUntil).toBeNull()
  })

  test('R13: “no code” opens the identity check, or holds where the contract has none', () => {
    expect(withActs(stopWith(), [act(noCode)])).toMatchObject({ open: true, identityAllowed: true })
    const held = withActs(stopWith({ withoutCode: 'hold' }), [act(noCode)])
    expect(held.outcome?.kind).toBe('held')
  })

  test('R36: a stop that the server knows to be over stays as the server says', () => {
    const over = stopWith({ open: false, outcome: { kind: 'pin', at: AT, partly: false, code: 'D7' } })
    expect(withActs(over, [act(fail, { reason: 'absent' })])).toEqual(over)
  })

  test('R18, R36: identity checks that wait count towards the three of a day', () => {
    const acts = [
      act(identity, SEEN),
      act(identity, { ...SEEN, nameMatches: false }),
      act(identity, { declined: true }),
      act(identity, SEEN, { state: 'aside' }),
      act(identity, SEEN, { group: 's2', late: false }),
    ]
    expect(identityWaiting(acts)).toBe(2)
  })
})
