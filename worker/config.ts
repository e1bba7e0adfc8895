import type { JWK } from 'jose'
import type { ChannelSettings } from './channels/gateways.ts'
import { type ChannelEnv, parseChannels } from './channels/settings.ts'
import type { Prices } from './domain/stats.ts'
import { CHANNELS } from './domain/terms.ts'
import { type PaymentEnv, type PaymentSettings, parsePayments } from './payments/settings.ts'
import { type KeyRing, parseKeyRing } from './security/keys.ts'

/** Bindings and secrets as the platform supplies them: strings that may be missing. */
export interface Env extends ChannelEnv, PaymentEnv {
  DB: D1Database
  SHIPMENT: DurableObjectNamespace
  PERSON: DurableObjectNamespace
  WEBHOOK: DurableObjectNamespace
  QUOTA: DurableObjectNamespace
  ASSETS: Fetcher
  /** Holds the photos of claims. */
  PHOTOS: R2Bucket
  ENVIRONMENT?: string
  DEVICES?: string
  PUBLIC_URL?: string
  SECRET_KEYS?: string
  SESSION_KEYS?: string
  SIGNING_KEYS?: string
  MESSAGE_PRICES?: string
  LIMIT_API_KEY?: string
  LIMIT_SESSION?: string
  TRUSTED_PROXY?: string
}

/** Everything the program needs to know about its deployment. Only channels and payments are optional. */
export interface Config {
  production: boolean
  /** Whether an invitation opens a session only on a device that enrols with a key (R40). */
  devicesRequired: boolean
  /**
   * The origin at which recipients and staff reach us, without a trailing slash. It is also the allowed
   * Origin.
   */
  publicUrl: string
  /**
   * Whether webhooks may go to this machine and its network, and without TLS. True only where our own address
   * is `http://localhost`, that is on a developer's machine.
   */
  privateNetwork: boolean
  /** Derives PIN, QR, link and receipt. */
  secretKeys: KeyRing
  /** Signs sessions and fingerprints requests. */
  sessionKeys: KeyRing
  /** Ed25519 private keys; the first signs invitations and receipts, all are published. */
  signingKeys: JWK[]
  channels: ChannelSettings
  payments: PaymentSettings
  /** What messages cost, for the statistics; null if no prices are configured. */
  messagePrices: Prices | null
  /** The limits of one API key, and of one address whose caller is unknown. */
  limits: { apiKey: Limit; session: Limit }
  /**
   * How many proxies of the deployment's own are in front of the Worker, whose `X-Forwarded-For` is trusted.
   * 0 means that the platform comes first.
   */
  trustedProxies: number
}

export type Configured = { ok: true; config: Config } | { ok: false; faults: string[] }

const known = new WeakMap<Env, Configured>()

/**
 * Returns the deployment's configuration, or every reason why it must not serve. It is read once per isolate.
 */
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
  const channels = parseChannels(env, `${publicUrl}/api/reports`, production, faults)
  const payments = parsePayments(env, production, faults)
  const messagePrices = parsePrices(env.MESSAGE_PRICES, faults)
  const limits = {
    apiKey: parseLimit('LIMIT_API_KEY', env.LIMIT_API_KEY ?? '1200/60', faults),
    session: parseLimit('LIMIT_SESSION', env.LIMIT_SESSION ?? '600/60', faults),
  }
  const devices = env.DEVICES ?? (production ? 'required' : 'optional')
  if (devices !== 'required' && devices !== 'optional') faults.push('DEVICES: required or optional')
  const devicesRequired = devices === 'required'
  const trustedProxies = /^[0-3]$/.test(env.TRUSTED_PROXY ?? '0') ? Number(env.TRUSTED_PROXY ?? 0) : 0
  if (trustedProxies !== Number(env.TRUSTED_PROXY ?? 0)) faults.push('TRUSTED_PROXY: 0 to 3')
  if (faults.length > 0 || !secretKeys || !sessionKeys) return { ok: false, faults }
  const privateNetwork = /^http:\/\/localhost(:\d+)?$/.test(publicUrl)
  const keys = { secretKeys, sessionKeys, signingKeys }
  const rest = { devicesRequired, channels, payments, messagePrices, limits, trustedProxies }
  return { ok: true, config: { production, publicUrl, privateNetwork, ...keys, ...rest } }
}

/** Parses `1200/60`: the number of calls, and the seconds in which they are counted. */
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
    // The fault below names the variable, never its value.
  }
  faults.push('SIGNING_KEYS: needs a JSON array of Ed25519 private JWKs with kid')
  return []
}

/**
 * Parses `{"currency": "EUR", "sms": 4.5, …}`: prices in minor units, fractions allowed. A channel left out
 * is free.
 */
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
      return { sms: 0, email: 0, messenger: 0, voice: 0, ...given, currency }
  } catch {
    // The fault below says what is needed.
  }
  faults.push(
    'MESSAGE_PRICES: needs {"currency": "EUR", "sms": 4.5, "email": 0.1, "messenger": 2, "voice": 9}, minor units',
  )
  return null
}

/** A caller may make `quota` calls in each window of `seconds` seconds. */
export interface Limit {
  quota: number
  seconds: number
}
