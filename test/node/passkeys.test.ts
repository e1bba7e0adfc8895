import { beforeEach, expect, test, vi } from 'vitest'
import { refusedWords, unmadeWords } from '../../web/office/passkeys/failure.ts'
import { saidLater, sayLater } from '../../web/office/passkeys/later.ts'
import { platformName } from '../../web/office/passkeys/name.ts'
import { verifyMade, verifySigned } from '../../worker/passkeys/verify.ts'
import { Authenticator, type Odd } from '../support/authenticator.ts'

const DAY_MS = 24 * 3_600_000

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  })
  return () => vi.unstubAllGlobals()
})

test('a passkey is named after its platform, whatever else the browser says it is', () => {
  const named = {
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0': 'Windows',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1': 'iPhone',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15': 'Mac',
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/140.0': 'Android',
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/140.0': 'Chromebook',
    'something else': '',
  }
  for (const [said, name] of Object.entries(named)) expect(platformName(said)).toBe(name)
})

test('the offer of a passkey is silent for a day after "later"', () => {
  const now = Date.parse('2026-12-01T09:00:00Z')
  expect(saidLater(now)).toBe(false)
  sayLater(now)
  expect([saidLater(now + DAY_MS - 1), saidLater(now + DAY_MS)]).toEqual([true, false])
})

test('every reason why there is no passkey has words', () => {
  expect(unmadeWords('cancelled')).toBe('e.cancelled')
  expect(unmadeWords('none')).toBe('e.failed')
  expect(['no-device', 'passkey-known', 'http-500'].map(refusedWords)).toEqual([
    'e.no-device',
    'e.known',
    'e.failed',
  ])
})

const ORIGIN = 'https://sesame.example'
const CHALLENGE = Buffer.from('a challenge').toString('base64url')
const expected = { origin: ORIGIN, isChallenge: async (given: string) => given === CHALLENGE }
const made = (key: Authenticator, odd: Odd = {}) =>
  key.create({ rp: { id: 'sesame.example' }, challenge: CHALLENGE }, ORIGIN, odd)
const signed = (key: Authenticator, odd: Odd = {}) =>
  key.get({ rpId: 'sesame.example', challenge: CHALLENGE }, ORIGIN, odd)

test('R40: an attestation that brings a certificate is refused before it is looked at', async () => {
  const fetched = vi.fn()
  vi.stubGlobal('fetch', fetched)
  const key = new Authenticator()
  expect(await verifyMade(made(key), expected)).toMatchObject({ id: key.id, counter: 1 })
  for (const format of ['packed', 'tpm', 'android-key', 'fido-u2f'])
    expect(await verifyMade(made(key, { format }), expected)).toBeNull()
  expect(fetched).not.toHaveBeenCalled()
})

test('R40: the id that is said is the id that was made', async () => {
  const [key, other] = [new Authenticator(), new Authenticator()]
  expect(await verifyMade({ ...made(key), id: other.id }, expected)).toBeNull()
})

test('R40: whoever changes a sign of what was signed has signed nothing', async () => {
  const key = new Authenticator()
  const kept = (await verifyMade(made(key), expected))!
  expect(await verifySigned(signed(key), kept, expected)).toBe(2)
  const good = signed(key)
  for (const part of ['clientDataJSON', 'authenticatorData', 'signature'] as const) {
    const bytes = Buffer.from(good[part], 'base64url')
    bytes[bytes.length - 1]! ^= 1
    const altered = { ...good, [part]: bytes.toString('base64url') }
    expect(await verifySigned(altered, kept, expected), part).toBeNull()
    expect(await verifySigned({ ...good, [part]: '' }, kept, expected), part).toBeNull()
  }
  expect(await verifySigned(signed(new Authenticator()), kept, expected)).toBeNull()
})
