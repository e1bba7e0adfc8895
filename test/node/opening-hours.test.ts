import { expect, test } from 'vitest'
import { hoursText, opensOn, parseHours } from '../../worker/domain/opening-hours.ts'

/** Returns the opening times of each day as text, Monday first. */
const week = (text: string | undefined) =>
  parseHours(text)?.map((day) => day.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(','))
const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

test.each([
  ['24/7', Array.from({ length: 7 }, () => '0:00-24:00')],
  ['09:00-18:00', Array.from({ length: 7 }, () => '9:00-18:00')],
  ['Mo-Fr 09:00-18:00', [...Array.from({ length: 5 }, () => '9:00-18:00'), '', '']],
  [
    'Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-14:00',
    [...Array.from({ length: 5 }, () => '9:00-12:00,14:00-18:00'), '10:00-14:00', ''],
  ],
  ['mo, we ,fr 9:00-18:00', ['9:00-18:00', '', '9:00-18:00', '', '9:00-18:00', '', '']],
  ['Sa-Mo 10:00-16:00', ['10:00-16:00', '', '', '', '', '10:00-16:00', '10:00-16:00']],
  ['Mo-Su 08:00-20:00; Su off', [...Array.from({ length: 6 }, () => '8:00-20:00'), '']],
  ['Mo-Fr 09:00-18:00;', [...Array.from({ length: 5 }, () => '9:00-18:00'), '', '']],
  ['Fr 18:00-02:00', ['', '', '', '', '18:00-2:00', '', '']],
])('R14: opening hours are read: %s', (text, days) => {
  expect(week(text)).toEqual(days)
})

test.each([
  '',
  ' ',
  'nach Vereinbarung',
  'Mo-Fr',
  'Mo-Fr 9-18',
  'Mo-Fr 09:00-99:99',
  'Mo-Fr 25:00-26:00',
  'Xx 09:00-18:00',
  'Mo-Fr 09:00-18:00 open',
  'PH off',
  ';;;',
  'Mo--Fr 09:00-18:00',
  '<script>alert(1)</script>',
  'я'.repeat(200),
])('R14: what is no notation of ours says nothing about a day: %j', (text) => {
  expect(parseHours(text)).toBeNull()
  // A point with unknown hours can still be chosen.
  for (let day = 0; day < 7; day++) expect(opensOn(text, day)).toBe(true)
  expect(hoursText(text, 'fr')).toBe(text)
})

test('R14: a point is open on a day or not', () => {
  const text = 'Mo-Fr 09:00-18:00; Sa 10:00-14:00'
  expect([0, 4, 5, 6].map((day) => opensOn(text, day))).toEqual([true, true, true, false])
  expect(opensOn(undefined, 6)).toBe(true)
})

test.each([
  ['ru', 'пн–пт 09:00–18:00; сб 10:00–14:00; вс закрыто'],
  ['fr', 'lun–ven 09:00–18:00; sam 10:00–14:00; dim fermé'],
  ['en', 'Mon–Fri 09:00–18:00; Sat 10:00–14:00; Sun closed'],
] as const)('R5: opening hours are told in the recipient’s language: %s', (locale, told) => {
  expect(hoursText('Mo-Fr 09:00-18:00; Sa 10:00-14:00; Su off', locale)).toBe(told)
  expect(hoursText('24/7', locale)).toBe('24/7')
  expect(hoursText('09:00-12:00,14:00-18:00', locale)).toBe('09:00–12:00, 14:00–18:00')
})
