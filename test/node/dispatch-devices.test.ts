import { expect, test } from 'vitest'
import { asQuery, filterOf, isFiltered, NO_FILTER, withFilter } from '../../web/dispatch/devices/filter.ts'
import { offered } from '../../web/dispatch/devices/pick.ts'
import { equipped, stateOf } from '../../web/dispatch/devices/state.ts'
import { sectionOf, to, viewOf } from '../../web/dispatch/route.ts'
import type { DeviceLine } from '../../worker/api/devices/answers.ts'

const NOW = Date.UTC(2026, 11, 1, 7)
const HOUR = 3_600_000
const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString()

const device = (given: Partial<DeviceLine> = {}): DeviceLine => ({
  ...{ id: 'c1:key', personId: 'c1', personName: 'Lucas Moreau', role: 'courier', name: 'Tablet 14' },
  ...{ enrolledAt: at(-900), enrolledBy: 'd1', lastSeenAt: at(-10), app: '1.4.0', unsent: 0 },
  ...{ lentUntil: null, revokedAt: null },
  ...given,
})

test.each([
  ['works', {}],
  ['lent', { lentUntil: at(1) }],
  ['over', { lentUntil: at(0) }],
  ['unseen', { lastSeenAt: at(-30 * 24) }],
  ['revoked', { revokedAt: at(-1), lentUntil: at(1) }],
] as const)('R40: a device that %s is shown so', (state, given) => {
  expect(stateOf(device(given), NOW)).toBe(state)
  expect(equipped([device(given)], NOW).has('c1')).toBe(state === 'works' || state === 'lent')
})

test('the filter of devices is kept in the address, and nonsense in it counts as none', () => {
  const filter = { person: 'c1', unseen: '7', unsent: 'yes', revoked: 'no' } as const
  const address = new URL(withFilter(filter), 'https://sesame.example')
  expect(address.pathname).toBe('/app/dispatch/people')
  expect(filterOf(Object.fromEntries(address.searchParams))).toEqual(filter)
  expect(filterOf({ unseen: '8', unsent: 'no', revoked: 'perhaps' })).toEqual(NO_FILTER)
  expect([isFiltered(NO_FILTER), isFiltered(filter)]).toEqual([false, true])
  expect(asQuery({ ...NO_FILTER, unsent: 'yes' })).toEqual({ unsent: 'yes' })
  expect(to.devices('c1')).toBe('/app/dispatch/people?view=devices&person=c1')
})

test('the morning sheet is a screen of the people', () => {
  const view = viewOf(to.morningSheet)
  expect([view, sectionOf(view)]).toEqual([{ name: 'morning-sheet' }, 'people'])
})

test('couriers are found by parts of their name, by provider, and without a device', () => {
  const couriers = [
    ['c1', 'Lucas Moreau', 'p1'],
    ['c2', 'Анна Седова', 'p2'],
    ['c3', 'Anaïs Moreau', 'p1'],
  ].map(([id = '', name = '', providerId = '']) => ({
    ...{ id, name, providerId, role: 'courier', pointId: null, createdAt: at(-900), lastSeenAt: null },
  }))
  const found = (offer: object) =>
    offered(couriers, { search: '', provider: '', withoutDevice: false, ...offer }, new Set(['c1'])).map(
      ({ id }) => id,
    )
  expect(found({})).toEqual(['c3', 'c1', 'c2'])
  expect(found({ search: ' moreau  LU' })).toEqual(['c1'])
  expect(found({ search: 'седова' })).toEqual(['c2'])
  expect(found({ provider: 'p1' })).toEqual(['c3', 'c1'])
  expect(found({ withoutDevice: true })).toEqual(['c3', 'c2'])
  expect(found({ search: 'nobody' })).toEqual([])
})
