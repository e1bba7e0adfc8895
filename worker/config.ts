import type { JWK } from 'jose'
import type { ChannelSettings } from './channels/gateways.ts'
import type { Prices } from './domain/stats.ts'
import { CHANNELS } from './domain/terms.ts'
import { type KeyRing, parseKeyRing } from './security/keys.ts'

/** Bindings and secrets as the platform hands them over: strings that may be missing. */
export interface Env {
  DB: D1Database
  SHIPMENT: DurableObjectNamespace
  PERSON: DurableObjectNamespace
  WEBHOOK: DurableObjectNamespace
  QUOTA: DurableObjectNamespace
  ASSETS: Fetcher
  /** Photos of claims. */
  PHOTOS: R2Bucket
  ENVIRONMENT?: string
  PUBLIC_URL?: string
  SECRET_KEYS?: string
  SESSION_KEYS?: string
  SIGNING_KEYS?: string
  SMS_PROTOCOL?: string
  SMS_URL?: string
  SMS_LOGIN?: string
  SMS_PASSWORD?: string
  SMS_SENDER?: string
  SMTP_HOST?: string
  SMTP_PORT?: string
  SMTP_SECURITY?: string
  SMTP_USER?: string
  SMTP_PASSWORD?: string
  MAIL_FROM?: string
  MESSAGE_PRICES?: string
  LIMIT_API_KEY?: string
  LIMIT_SESSION?: string
  TRUSTED_PROXY?: string
}

/** Everything the program needs to know of its deployment. Total: no field is optional but a channel. */
export interface Config {
  production: boolean
  /** Where recipients and staff reach us, without a slash at the end; also the allowed Origin. */
  publicUrl: string
  /**
   * Whether webhooks may go to this machine and its network, and without TLS: only where we are reached at
   * `http://localhost` ourselves, i.e. on a developer's machine.
   */
  privateNetwork: boolean
  /** Derives PIN, QR, link and receipt. */
  secretKeys: KeyRing
  /** Signs sessions and fingerprints requests. */
  sessionKeys: KeyRing
  /** Ed25519 private keys; the first signs invitations and receipts, all are published. */
  signingKeys: JWK[]
  channels: ChannelSettings
  /** What messages cost, for the figures; null: nobody said. */
  messagePrices: Prices | null
  /** What one API key may do, and what one address may try that nobody knows. */
  limits: { apiKey: Limit; session: Limit }
  /** Proxies of the deployment's own before the Worker, whose `X-Forwarded-For` counts; 0: the platform is the first. */
  trustedProxies: number
}

export type Configured = { ok: true; config: Config } | { ok: false; faults: string[] }

const known = new WeakMap<Env, Configured>()

/** The deployment's configuration, or every reason why it must not serve. Read once per isolate. */
export function configOf(env: Env): Configured {
  let configured = known.get(env)
  if (!configured) {
    configured = read(env)
    known.set(env, configured)
  }
  return configured
}

function read(env: Env): Configured {
  const faults: string[] = []
  const production = env.ENVIRONMENT !== 'development'
  const secretKeys = parseKeyRing('SECRET_KEYS', env.SECRET_KEYS, production, faults)
  const sessionKeys = parseKeyRing('SESSION_KEYS', env.SESSION_KEYS, production, faults)
  const signingKeys = parseSigningKeys(env.SIGNING_KEYS, faults)
  const publicUrl = parsePublicUrl(env.PUBLIC_URL, production, faults)
  const channels = parseChannels(env, faults)
  const messagePrices = parsePrices(env.MESSAGE_PRICES, faults)
  const limits = {
    apiKey: parseLimit('LIMIT_API_KEY', env.LIMIT_API_KEY ?? '1200/60', faults),
    session: parseLimit('LIMIT_SESSION', env.LIMIT_SESSION ?? '600/60', faults),
  }
  const trustedProxies = /^[0-3]$/.test(env.TRUSTED_PROXY ?? '0') ? Number(env.TRUSTED_PROXY ?? 0) : 0
  if (trustedProxies !== Number(env.TRUSTED_PROXY ?? 0)) faults.push('TRUSTED_PROXY: 0 to 3')
  if (faults.length > 0 || !secretKeys || !sessionKeys) return { ok: false, faults }
  const privateNetwork = /^http:\/\/localhost(:\d+)?$/.test(publicUrl)
  const keys = { secretKeys, sessionKeys, signingKeys }
  const rest = { channels, messagePrices, limits, trustedProxies }
  return { ok: true, config: { production, publicUrl, privateNetwork, ...keys, ...rest } }
}

/** `1200/60`: calls, and the seconds they are counted in. */
function parseLimit(name: string, value: string, faults: string[]): Limit {
  const [, quota, seconds] = /^([1-9]\d{0,6})\/([1-9]\d{0,4})$/.exec(value) ?? []
  if (!quota || !seconds) faults.push(`${name}: calls/seconds, such as 1200/60`)
  return { quota: Number(quota), seconds: Number(seconds) }
}

function parsePublicUrl(value: string | undefined, production: boolean, faults: string[]): string {
  const url = URL.parse(value ?? '')
  if (!url) faults.push('PUBLIC_URL: missing or not a URL')
  else if (production && url.protocol !== 'https:') faults.push('PUBLIC_URL: must be https in production')
  return url?.origin ?? ''
}

function parseSigningKeys(value: string | undefined, faults: string[]): JWK[] {
  try {
    const keys = JSON.parse(value ?? '') as JWK[]
    const whole = (key: JWK) => key.kty === 'OKP' && key.crv === 'Ed25519' && key.d && key.x && key.kid
    if (Array.isArray(keys) && keys.length > 0 && keys.every(whole)) return keys
  } catch {
    // falls through: the fault names the variable, never its value
  }
  faults.push('SIGNING_KEYS: needs a JSON array of Ed25519 private JWKs with kid')
  return []
}

/** `{"currency": "EUR", "sms": 4.5, …}` in minor units, of which a price may be a part; a channel left out is free. */
function parsePrices(value: string | undefined, faults: string[]): Prices | null {
  if (!value) return null
  try {
    const { currency, ...given } = JSON.parse(value) as Record<string, unknown>
    const known = Object.entries(given).every(
      ([name, price]) =>
        CHANNELS.some((channel) => channel === name) &&
        typeof price === 'number' &&
        Number.isFinite(price) &&
        price >= 0,
    )
    if (known && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency))
      return { sms: 0, email: 0, messenger: 0, ...given, currency }
  } catch {
    // falls through
  }
  faults.push(
    'MESSAGE_PRICES: needs {"currency": "EUR", "sms": 4.5, "email": 0.1, "messenger": 2}, minor units',
  )
  return null
}

function parseChannels(env: Env, faults: string[]): ChannelSettings {
  const settings: ChannelSettings = {}
  if (env.SMS_PROTOCOL) {
    const protocol = env.SMS_PROTOCOL
    if (protocol !== 'smsc' && protocol !== 'twilio') faults.push('SMS_PROTOCOL: smsc or twilio')
    else if (!env.SMS_URL) faults.push('SMS_URL: missing')
    else {
      const {
        SMS_URL: url,
        SMS_LOGIN: login = '',
        SMS_PASSWORD: password = '',
        SMS_SENDER: sender = '',
      } = env
      settings.sms = { protocol, url, login, password, sender }
    }
  }
  if (env.SMTP_HOST) {
    const security = env.SMTP_SECURITY ?? 'tls'
    if (security !== 'tls' && security !== 'starttls') faults.push('SMTP_SECURITY: tls or starttls')
    else if (!env.MAIL_FROM) faults.push('MAIL_FROM: missing')
    else
      settings.email = {
        host: env.SMTP_HOST,
        port: Number(env.SMTP_PORT ?? '465'),
        security,
        from: env.MAIL_FROM,
        ...(env.SMTP_USER && { user: env.SMTP_USER }),
        ...(env.SMTP_PASSWORD && { password: env.SMTP_PASSWORD }),
      }
  }
  return settings
}

/** What a caller may do: so many calls in each window of so many seconds. */
export interface Limit {
  quota: number
  seconds: number
}
