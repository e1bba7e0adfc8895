import { expect, test } from 'vitest'
import type { Failure } from '../../web/api/call.ts'
import { idOf } from '../../web/dispatch/contracts/About.tsx'
import {
  type Draft,
  differs,
  draftOf,
  EMPTY,
  faultsIn,
  faultsOf as faultsWith,
  isSame,
  requestOf,
  withChannels,
  withProfile,
} from '../../web/dispatch/contracts/draft.ts'
import { previews } from '../../worker/channels/preview.ts'
import { SMS_PARTS_AIM } from '../../worker/domain/limits.ts'
import { PROFILE_CARRIERS, PROFILES, policyOf } from '../../worker/domain/policy.ts'
import { MESSAGE_CAUSES } from '../../worker/domain/terms.ts'
import { policyFaults } from '../../worker/domain/validate-policy.ts'
import { draftFaults } from '../../worker/texts/draft-faults.ts'

const faultsOf = (one: Draft) => faultsWith(one, draftFaults)
const draft = (more: Partial<Draft> = {}): Draft => ({ ...EMPTY, id: 'maison', name: 'Maison', ...more })

test('R3: the editor finds what the server finds, and what is still to be filled in', () => {
  expect(faultsOf(draft())).toEqual([])
  expect(faultsOf(EMPTY).map(({ field, code }) => [field, code])).toEqual([
    ['id', 'required'],
    ['name', 'required'],
  ])
  const policy = policyOf('kse', { door: [], wording: { ru: { held: '{cod}' } } })
  expect(faultsOf(draft({ policy }))).toEqual(draftFaults({ policy }))
  expect(draftFaults({ policy }).length).toBeGreaterThan(1)
  const away = policyOf('kse', { wording: { ru: { receipt: 'track-colis.example\n{link}' } } })
  expect(faultsOf(draft({ policy: away, carrier: 'https://evil.example' }))).toEqual([
    { field: 'carrier', code: 'foreign-link' },
    { field: 'wording.ru.receipt', code: 'foreign-link' },
  ])
  // Until the check is loaded, only missing fields are reported.
  expect(faultsWith(draft({ policy }), undefined)).toEqual([])
  expect(faultsOf(draft({ policy: policyOf('kse', { zone: 'Europe/Nowhere' }) }))).toEqual([
    { field: 'zone', code: 'unknown-zone' },
  ])
})

test('R3: what the server refuses stands at its field, whatever its code', () => {
  const errors = [
    { field: 'policy.door', code: 'empty' },
    { field: 'policy.wording.fr.receipt', code: 'too-long' },
    { field: 'policy.storageDays.point', code: 'integer' },
    { field: 'policy.counter', code: 'duplicate' },
    { field: 'name', code: 'max-length' },
  ]
  const failure = { ok: false, status: 400, code: 'bad-request', problem: { errors } } as Failure
  expect(faultsIn(failure)).toEqual([
    { field: 'door', code: 'empty' },
    { field: 'wording.fr.receipt', code: 'too-long' },
    { field: 'storageDays.point', code: 'other' },
    { field: 'counter', code: 'twice' },
    { field: 'name', code: 'other' },
  ])
})

test('another profile beneath a draft keeps what was chosen against the old one', () => {
  const chosen = draft({ policy: policyOf('kse', { pinDigits: 8 }) })
  const moved = withProfile(chosen, 'chronopost')
  expect(moved.policy).toEqual({ ...PROFILES.chronopost, pinDigits: 8 })
  expect([differs(moved, 'pinDigits'), differs(moved, 'door')]).toEqual([true, false])
  expect(isSame(withProfile(moved, 'kse'), chosen)).toBe(true)
})

test('moments follow the channels: a new one is told where anything is, one that goes is told nowhere', () => {
  const { chronopost } = PROFILES
  const more = withChannels(chronopost, ['sms', 'email', 'messenger'])
  expect(more.moments.held).toEqual(['email', 'sms', 'messenger'])
  expect(more.moments.released).toBeUndefined()
  const less = withChannels(chronopost, ['sms'])
  expect(less.moments.held).toEqual(['sms'])
  expect(policyFaults(less)).toEqual([])
})

test('an empty carrier is the profile’s, and the request names the version it was begun from', () => {
  const contract = {
    id: 'm',
    name: 'M',
    profile: 'kse',
    version: 3,
    policy: PROFILES.kse,
  } as const
  const opened = draftOf({ ...contract, carrier: PROFILE_CARRIERS.kse })
  expect(opened.carrier).toBe('')
  expect(requestOf(opened, 3)).toEqual({ name: 'M', profile: 'kse', policy: PROFILES.kse, base: 3 })
  expect(requestOf({ ...opened, carrier: ' КСЭ ' }, 3).carrier).toBe('КСЭ')
})

test.each([
  ['Librairie Œuvrard & Fils', 'librairie-oeuvrard-fils'],
  ['Дом книги «Молодая гвардия»', 'dom-knigi-molodaya-gvardiya'],
  ['  Щёлково №1 ', 'schelkovo-1'],
  ['***', ''],
])('an identifier proposed from %s: %s', (name, id) => {
  expect(idOf(name)).toBe(id)
})

const preview = (profile: 'kse' | 'chronopost', own: object = {}, locale: 'ru' | 'fr' | 'en' = 'fr') =>
  Object.fromEntries(
    previews(policyOf(profile, own), 'Transporteur', locale, 'https://sesame.example', 0).map((one) => [
      one.cause,
      one,
    ]),
  )

test('R5: the preview is what would be sent: at the policy’s moments, with code and QR where they are told', () => {
  const { announced, released, ready, identity, resend, receipt } = preview('chronopost')
  expect(announced?.channels).toEqual(['email', 'sms'])
  expect(announced?.pin).toBe('123456')
  expect(announced?.qr).not.toBeNull()
  // The code was told before, so it is not told again on dispatch. After NL the counter takes no code.
  expect(released?.channels).toEqual([])
  expect([ready?.pin, ready?.channels.length]).toEqual([null, 2])
  expect(ready?.paragraphs.join(' ')).toContain('Apportez une pièce d’identité.')
  for (const one of [identity, resend, receipt]) expect(one?.channels.length).toBeGreaterThan(0)
  // An SMS writes ’ and ê as the alphabet of phones has them.
  expect(resend?.sms.encoding).toBe('GSM-7')
  // A counter that has a new code does not accept the door's code.
  expect(preview('kse').ready?.pin).toBe('12345')
})

test('R30: with a payment the preview asks for it first, and tells the code once it is paid', () => {
  const { announced, paid, ready, refunded } = preview('chronopost', { payment: 'both' })
  const said = (one: typeof paid) => (one?.paragraphs.join(' ') ?? '').replace(/\s/g, ' ')
  expect([announced?.pin, announced?.qr]).toEqual([null, null])
  expect(said(announced)).toContain('Payez d’abord 40,90 €')
  expect(paid?.channels).toEqual(['email', 'sms'])
  expect([paid?.pin, said(paid).includes('40,90 €')]).toEqual(['123456', true])
  expect(said(ready)).not.toContain('€')
  expect(said(refunded)).toContain('40,90 €')
  expect(said(preview('chronopost', { payment: 'delivery' }).announced)).toContain('5,90 €')
  // A contract that asks for nothing tells of no payment.
  const without = preview('chronopost')
  expect([without.paid?.channels, without.refunded?.channels]).toEqual([[], []])
  expect(without.announced?.pin).toBe('123456')
})

test('R7: with scan to reveal no previewed message holds the code', () => {
  const all = preview('kse', { reveal: 'scan' }, 'en')
  expect(Object.keys(all).sort()).toEqual([...MESSAGE_CAUSES].sort())
  for (const { pin, paragraphs } of Object.values(all)) {
    expect(pin).toBeNull()
    expect(paragraphs.join(' ')).not.toContain('12345')
  }
})

test('R5: every message has a preview, in every language, and an ordinary contract sends but one', () => {
  for (const locale of ['ru', 'fr', 'en'] as const) {
    const all = preview('kse', {}, locale)
    expect(Object.keys(all).sort()).toEqual([...MESSAGE_CAUSES].sort())
    for (const { paragraphs, sms } of Object.values(all)) {
      expect(paragraphs.length).toBeGreaterThan(0)
      expect(sms.parts.length).toBeLessThanOrEqual(SMS_PARTS_AIM)
      expect(sms.parts.join('')).not.toBe('')
    }
  }
  const off = preview('kse', { secured: false })
  // One message remains, for ordinary shipments too: that somebody else is to get the parcel (R41).
  const told = Object.values(off).filter(({ channels }) => channels.length > 0)
  expect(told.map(({ cause }) => cause)).toEqual(['label-change'])
})
