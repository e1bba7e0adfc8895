import { beforeEach, expect, test } from 'vitest'
import { isFirstShift } from '../../web/courier/first-shift.ts'
import { toldRound } from '../../web/courier/round-state.ts'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { stopWith } from './courier-stop.ts'

const known = (...stops: Partial<CourierStop>[]) => {
  toldRound.value = {
    roundId: 'r1',
    date: '2026-11-30',
    courier: { id: 'c1', name: 'Lucas Moreau' },
    stops: stops.map((stop) => stopWith(stop)),
    closed: false,
    blocked: { pin: false, identity: false },
    identityChecks: 0,
    notices: [],
  }
}
beforeEach(() => {
  toldRound.value = null
})

test('the films are offered before any round, before dispatch and on the road, until a stop has ended', () => {
  expect(isFirstShift()).toBe(false)
  known()
  expect(isFirstShift()).toBe(true)
  known({ open: false, phase: 'scheduled', outcome: null })
  expect(isFirstShift()).toBe(true)
  known({ open: true, outcome: null })
  expect(isFirstShift()).toBe(true)
  const outcome = { kind: 'pin', at: '2026-11-30T08:00:00Z', partly: false, code: 'D7' } as const
  known({ open: true, outcome: null }, { open: false, outcome })
  expect(isFirstShift()).toBe(false)
})
