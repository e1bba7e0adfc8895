import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf, countCall, limitHeaders, networkOf } from '../../worker/http/limit.ts'
import { takeFromWindow, type Window } from '../../worker/objects/window.ts'

const LIMIT = { quota: 3, seconds: 60 }

test('a window lets its quota through, refuses the rest without counting it, and opens anew when it is over', () => {
  let window: Window | null = null
  const at = (now: number) => {
    const [next, taken] = takeFromWindow(window, LIMIT, now)
    window = next
    return taken
  }
  expect(at(1000)).toEqual({ ok: true, left: 2, reset: 60 })
  expect(at(1500)).toEqual({ ok: true, left: 1, reset: 60 })
  expect(at(31_000)).toEqual({ ok: true, left: 0, reset: 30 })
  expect(at(60_999)).toEqual({ ok: false, left: 0, reset: 1 })
  expect(at(61_000)).toEqual({ ok: true, left: 2, reset: 60 })
})

test('however calls come, no window sees more than its quota, and waiting as long as told is enough', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(gaps, (waits) => {
      let window: Window | null = null
      let now = 0
      const passed: number[] = []
      for (const wait of waits) {
        now += wait
        const [next, taken] = takeFromWindow(window, LIMIT, now)
        window = next
        if (taken.ok) passed.push(now)
        else expect(takeFromWindow(window, LIMIT, now + taken.reset * 1000)[1].ok).toBe(true)
        expect(passed.filter((at) => at >= next.began)).toHaveLength(LIMIT.quota - taken.left)
        expect(taken.left).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

test('the headers are those of the IETF draft; Retry-After stands on what was refused alone', () => {
  expect(limitHeaders('key', LIMIT, { ok: true, left: 2, reset: 41 })).toEqual({
    'RateLimit-Policy': '"key";q=3;w=60',
    RateLimit: '"key";r=2;t=41',
  })
  expect(limitHeaders('address', LIMIT, { ok: false, left: 0, reset: 41 })).toMatchObject({
    'Retry-After': '41',
  })
})

test('a counter that fails, or never answers, stops nobody', async () => {
  const failing = { take: async () => Promise.reject(new Error('overloaded')) }
  const silent = { take: () => new Promise<never>(() => {}) }
  expect(await countCall(() => failing, LIMIT, null)).toBeNull()
  const missing = () => {
    throw new Error('no such binding')
  }
  expect(await countCall(missing, LIMIT, null)).toBeNull()
  expect(await countCall(() => silent, LIMIT, null, 1)).toBeNull()
})

test('a house has one count, however many addresses of IPv6 it calls from', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('2001:db8:0:1::1')).toBe('2001:db8:0:1')
  expect(networkOf('2001:0DB8:0000:0001:ffff::2')).toBe('2001:db8:0:1')
  expect(networkOf('2001:db8::9')).toBe('2001:db8:0:0')
  expect(networkOf('::1')).toBe('0:0:0:0')
})

test('a call comes from where the platform saw it, or the deployment’s own proxies did; never from where it says', () => {
  const headers = new Headers({
    'cf-connecting-ip': '198.51.100.1',
    'x-forwarded-for': '10.0.0.1, 203.0.113.9, 198.51.100.7',
  })
  expect(addressOf(headers, 0)).toBe('198.51.100.1')
  expect(addressOf(headers, 1)).toBe('198.51.100.7')
  expect(addressOf(headers, 2)).toBe('203.0.113.9')
  expect(addressOf(new Headers(), 0)).toBeNull()
  expect(addressOf(new Headers({ 'x-forwarded-for': '1.2.3.4' }), 2)).toBeNull()
})
