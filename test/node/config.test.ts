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

const HTTPS = 'https://gateway.example'
const OVH = {
  SMS_PROTOCOL: 'ovh',
  SMS_URL: HTTPS,
  SMS_LOGIN: 'key',
  SMS_PASSWORD: 'secret',
  SMS_CONSUMER_KEY: 'consumer',
  SMS_SERVICE: 'sms-1',
  SMS_SENDER: 'Sesame',
}
const POSTMARK = {
  MAIL_PROTOCOL: 'postmark',
  MAIL_URL: HTTPS,
  MAIL_TOKEN: 'token',
  MAIL_FROM: 'a@b.c',
  MAIL_REPORT_KEY: 'hook:word',
}
const MESSENGER = {
  MESSENGER_PROTOCOL: 'smsc',
  MESSENGER_URL: HTTPS,
  MESSENGER_LOGIN: 'me',
  MESSENGER_PASSWORD: 'p',
}
const VOICE = { VOICE_PROTOCOL: 'smsc', VOICE_URL: HTTPS, VOICE_PASSWORD: 'p', VOICE_REPORT_KEY: 'phrase' }

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
    ['an address of SMS without TLS', { SMS_PROTOCOL: 'smsc', SMS_URL: 'http://smsc.example' }, 'SMS_URL'],
    ['an SMS protocol without a password', { SMS_PROTOCOL: 'smsc', SMS_URL: HTTPS }, 'SMS_PASSWORD'],
    ['a bot without a name', { MAX_BOT_TOKEN: 't', MAX_BOT_SECRET: 'x'.repeat(16) }, 'MAX_BOT_NAME'],
    ['a bot without a secret', { MAX_BOT_TOKEN: 't', MAX_BOT_NAME: 'sesame' }, 'MAX_BOT_SECRET'],
    [
      'a bot whose secret is short',
      { TELEGRAM_BOT_TOKEN: 't', TELEGRAM_BOT_NAME: 'sesame', TELEGRAM_BOT_SECRET: 'x' },
      'TELEGRAM_BOT_SECRET',
    ],
    ['Twilio without an account', { SMS_PROTOCOL: 'twilio', SMS_URL: HTTPS }, 'SMS_LOGIN'],
    ['OVH without its consumer key', { ...OVH, SMS_CONSUMER_KEY: undefined }, 'SMS_CONSUMER_KEY'],
    ['OVH without its service', { ...OVH, SMS_SERVICE: undefined }, 'SMS_SERVICE'],
    ['an unknown mail protocol', { MAIL_PROTOCOL: 'pigeon' }, 'MAIL_PROTOCOL'],
    ['SMTP without a host', { MAIL_PROTOCOL: 'smtp', MAIL_FROM: 'a@b.c' }, 'SMTP_HOST'],
    ['Postmark without a token', { ...POSTMARK, MAIL_TOKEN: undefined }, 'MAIL_TOKEN'],
    ['Postmark without a sender', { ...POSTMARK, MAIL_FROM: undefined }, 'MAIL_FROM'],
    ['a webhook without a user', { ...POSTMARK, MAIL_REPORT_KEY: 'only-a-password' }, 'MAIL_REPORT_KEY'],
    ['an unknown messenger protocol', { MESSENGER_PROTOCOL: 'pigeon' }, 'MESSENGER_PROTOCOL'],
    ['an unknown messenger', { ...MESSENGER, MESSENGER_KIND: 'pigeon' }, 'MESSENGER_KIND'],
    ['Rapporto without a sender', { ...MESSENGER, MESSENGER_PROTOCOL: 'rapporto' }, 'MESSENGER_SENDER'],
    ['a messenger without a token', { ...MESSENGER, MESSENGER_PASSWORD: undefined }, 'MESSENGER_PASSWORD'],
    ['an unknown voice', { VOICE_PROTOCOL: 'twilio' }, 'VOICE_PROTOCOL'],
    ['a voice without an address', { VOICE_PROTOCOL: 'smsc', VOICE_PASSWORD: 'p' }, 'VOICE_URL'],
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

  test('the settings of every gateway reach its channel', () => {
    const channelsOf = (change: Record<string, string>) => {
      const configured = configOf({ ...WHOLE, ...change } as unknown as Env)
      return configured.ok ? configured.config.channels : configured.faults
    }
    const kind = { MESSENGER_KIND: 'viber', MESSENGER_REPORT_KEY: 'phrase' }
    expect(channelsOf({ ...OVH, ...POSTMARK, ...MESSENGER, ...kind, ...VOICE })).toEqual({
      reportsUrl: 'https://parcels.example/api/reports',
      sms: {
        protocol: 'ovh',
        url: HTTPS,
        login: 'key',
        password: 'secret',
        sender: 'Sesame',
        consumerKey: 'consumer',
        service: 'sms-1',
      },
      email: { protocol: 'postmark', url: HTTPS, token: 'token', from: 'a@b.c', reportKey: 'hook:word' },
      messenger: {
        protocol: 'smsc',
        url: HTTPS,
        login: 'me',
        password: 'p',
        sender: '',
        reportKey: 'phrase',
        kind: 'viber',
      },
      voice: { protocol: 'smsc', url: HTTPS, login: '', password: 'p', sender: '', reportKey: 'phrase' },
    })
    expect(channelsOf({ SMTP_HOST: 'mail', MAIL_FROM: 'a@b.c' })).toMatchObject({
      email: { host: 'mail', port: 465, security: 'tls', from: 'a@b.c' },
    })
    const telegram = { ...MESSENGER, MESSENGER_PROTOCOL: 'telegram-gateway' }
    expect(channelsOf(telegram)).toMatchObject({ messenger: { protocol: 'telegram-gateway', password: 'p' } })
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
