import { expect, test } from 'vitest'
import { openToday } from '../../web/recipient/open-today.ts'
import { phoneText } from '../../web/recipient/phone-text.ts'
import { mapLink } from '../../web/ui/map-link.ts'

const WEEK = 'Mo-Fr 09:00-12:00,14:00-20:00; Sa 10:00-16:00; Su off'
/** Paris is an hour ahead of UTC then, Moscow three. 2026-11-30 is a Monday. */
const at = (day: string, time: string) => new Date(`2026-${day}T${time}:00Z`)

test.each([
  ['open', WEEK, '11-30', '15:00', { open: 'until', time: '20:00' }],
  ['in its first minute', WEEK, '11-30', '08:00', { open: 'until', time: '12:00' }],
  ['in its last minute', WEEK, '11-30', '18:59', { open: 'until', time: '20:00' }],
  ['before it opens', WEEK, '11-30', '07:59', { open: 'from', time: '09:00' }],
  ['at noon', WEEK, '11-30', '11:00', { open: 'from', time: '14:00' }],
  ['after it closed', WEEK, '11-30', '19:00', { open: 'later', day: 'tomorrow', time: '09:00' }],
  ['after Saturday', WEEK, '12-05', '15:00', { open: 'later', day: 0, time: '09:00' }],
  ['on Sunday', WEEK, '12-06', '12:00', { open: 'not-today', day: 'tomorrow', time: '09:00' }],
  ['open on Wednesdays', 'We 10:00-12:00', '12-02', '12:00', { open: 'later', day: 2, time: '10:00' }],
  ['day and night', '24/7', '11-30', '12:00', { open: 'always' }],
  ['till midnight', '08:00-24:00', '11-30', '12:00', { open: 'until', time: '24:00' }],
  ['over midnight', 'Fr 18:00-02:00', '12-04', '20:00', { open: 'until', time: '02:00' }],
  ['after midnight', 'Fr 18:00-02:00', '12-05', '00:30', { open: 'until', time: '02:00' }],
  ['never open', 'off', '11-30', '12:00', null],
  ['in words', 'nach Vereinbarung', '11-30', '12:00', null],
  ['unknown', undefined, '11-30', '12:00', null],
])('today at a point: %s', (_, hours, day, time, expected) => {
  expect(openToday(hours, 'Europe/Paris', at(day, time))).toEqual(expected)
})

test('R29: today is the point’s day, not the phone’s', () => {
  const late = at('11-30', '22:30')
  expect(openToday(WEEK, 'Europe/Paris', late)).toEqual({ open: 'later', day: 'tomorrow', time: '09:00' })
  expect(openToday(WEEK, 'Europe/Moscow', late)).toEqual({ open: 'from', time: '09:00' })
})

test('a map opens where the phone has one', () => {
  const address = '3 place Jules-Ferry, 69006 Lyon'
  const on = (agent: string) => mapLink(address, 'Relais (Tabac)', agent)
  const place = '3%20place%20Jules-Ferry%2C%2069006%20Lyon'
  expect(on('Mozilla/5.0 (Linux; Android 15)')).toBe(`geo:0,0?q=${place}(Relais%20%20Tabac)`)
  expect(on('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)')).toBe(
    `https://maps.apple.com/?address=${place}&q=Relais%20%20Tabac`,
  )
  expect(on('Mozilla/5.0 (X11; Linux x86_64)')).toBe(`https://www.openstreetmap.org/search?query=${place}`)
})

test('a map opens for a door, too', () => {
  const query = '12%20rue%20Neuve%2C%2069001%20Lyon%2C%20FR'
  const on = (agent: string) => mapLink('12 rue Neuve, 69001 Lyon, FR', '', agent)
  expect(on('Mozilla/5.0 (Linux; Android 14)')).toBe(`geo:0,0?q=${query}`)
  expect(on('Mozilla/5.0 (iPhone; CPU iPhone OS 17_5)')).toBe(`https://maps.apple.com/?q=${query}`)
})

test('a telephone number is written as in its country', () => {
  expect(phoneText('+74957950707')).toBe('+7\u00a0495\u00a0795-07-07')
  expect(phoneText('+33472334000')).toBe('+33\u00a04\u00a072\u00a033\u00a040\u00a000')
  expect(phoneText('+4930123456')).toBe('+4930123456')
})
