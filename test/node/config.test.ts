import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, test } from 'vitest'
import { configOf, type Env } from '../../worker/config.ts'

const ring = (kid: string, bytes = 32) =>
  JSON.stringify({ current: kid, keys: { [kid]: Buffer.alloc(bytes, 1).toString('base64url') } })
const { privateKey } = await generateKeyPair('Ed25519', { extractable: true })
const signing = JSON.stringify([{ ...(await exportJWK(privateKey)), kid: 'sign-1' }])

const WHOLE = {
  ENVIRONMENT: 'production',
  PUBLIC_URL: 'https://parcels.example',
  SECRET_KEYS: ring('k1'),
  SESSION_KEYS: ring('s1'),
  SIGNING_KEYS: signing,
}
const faultsOf = (change: Record<string, string | undefined>) => {
  const configured = configOf({ ...WHOLE, ...change } as unknown as Env)
  return configured.ok ? [] : configured.faults
}

describe('configuration', () => {
  test('a whole one is accepted; without gateways no channel is served', () => {
    const configured = configOf(WHOLE as unknown as Env)
    expect(configured).toMatchObject({ ok: true, config: { production: true, channels: {} } })
  })

  const REFUSED: [what: string, change: Record<string, string | undefined>, field: string][] = [
    ['a missing key ring', { SECRET_KEYS: undefined }, 'SECRET_KEYS'],
    ['a key ring that is no JSON', { SESSION_KEYS: 'secret' }, 'SESSION_KEYS'],
    ['a short key', { SECRET_KEYS: ring('k1', 16) }, 'SECRET_KEYS'],
    ['a current key that is not in the ring', { SECRET_KEYS: '{"current":"x","keys":{}}' }, 'SECRET_KEYS'],
    ['a development key in production', { SECRET_KEYS: ring('dev-k1') }, 'SECRET_KEYS'],
    ['no signing key', { SIGNING_KEYS: '[]' }, 'SIGNING_KEYS'],
    ['a public signing key', { SIGNING_KEYS: signing.replace(/"d":"[^"]+",?/, '') }, 'SIGNING_KEYS'],
    ['no address', { PUBLIC_URL: undefined }, 'PUBLIC_URL'],
    ['an address without TLS', { PUBLIC_URL: 'http://parcels.example' }, 'PUBLIC_URL'],
    ['an unknown SMS protocol', { SMS_PROTOCOL: 'pigeon' }, 'SMS_PROTOCOL'],
    ['an SMS protocol without an address', { SMS_PROTOCOL: 'smsc' }, 'SMS_URL'],
    ['a limit that is none', { LIMIT_API_KEY: 'many' }, 'LIMIT_API_KEY'],
    ['a limit of nothing', { LIMIT_SESSION: '0/60' }, 'LIMIT_SESSION'],
    ['mail in clear', { SMTP_HOST: 'mail', SMTP_SECURITY: 'none', MAIL_FROM: 'a@b.c' }, 'SMTP_SECURITY'],
    ['mail without a sender', { SMTP_HOST: 'mail' }, 'MAIL_FROM'],
    ['prices without a currency', { MESSAGE_PRICES: '{"sms":350}' }, 'MESSAGE_PRICES'],
    ['a price of an unknown channel', { MESSAGE_PRICES: '{"currency":"EUR","fax":1}' }, 'MESSAGE_PRICES'],
    ['a price below nothing', { MESSAGE_PRICES: '{"currency":"EUR","sms":-1}' }, 'MESSAGE_PRICES'],
    ['prices that are no JSON', { MESSAGE_PRICES: 'sms 3.50' }, 'MESSAGE_PRICES'],
  ]
  test.each(REFUSED)('%s is refused by name', (_what, change, field) => {
    const faults = faultsOf(change)
    expect(faults.some((fault) => fault.startsWith(`${field}:`))).toBe(true)
    for (const value of Object.values(change))
      if (value && value.length > 12) expect(faults.join()).not.toContain(value)
  })

  test('development keys and http are fine in development', () => {
    const change = {
      ENVIRONMENT: 'development',
      SECRET_KEYS: ring('dev-k1'),
      PUBLIC_URL: 'http://localhost:8787',
    }
    expect(faultsOf(change)).toEqual([])
  })

  test('R34: only who is reached at http://localhost lets webhooks go to private addresses', () => {
    const privateNetwork = (PUBLIC_URL: string) => {
      const configured = configOf({ ...WHOLE, ENVIRONMENT: 'development', PUBLIC_URL } as unknown as Env)
      return configured.ok && configured.config.privateNetwork
    }
    for (const own of ['http://localhost', 'http://localhost:8787']) expect(privateNetwork(own)).toBe(true)
    for (const other of ['https://localhost', 'http://localhost.example', 'http://parcels.example'])
      expect(privateNetwork(other)).toBe(false)
    expect(faultsOf({ PUBLIC_URL: 'http://localhost:8787' })).not.toEqual([])
  })
})
