import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import { generate } from 'selfsigned'
import type { Bot } from '../worker/domain/terms.ts'

const SECRET_FILE = { mode: 0o600 }
const KEY_BYTES = 32
const CERT_YEARS = 10

/** Names and values of `.dev.vars`. */
export type LocalVars = Record<string, string>

/**
 * Creates what a development machine lacks: `.keys/signing.jwk`, `.keys/tls.key`, `.keys/tls.crt` and
 * `.dev.vars`. Existing files are kept; names that are missing from `.dev.vars` are added.
 * @param root the project's folder
 * @returns all values of `.dev.vars`
 */
export async function ensureLocalKeys(root: string): Promise<LocalVars> {
  const keys = join(root, '.keys')
  mkdirSync(keys, { recursive: true, mode: 0o700 })
  const signing = await ensureSigningKey(join(keys, 'signing.jwk'))
  await ensureCertificate(join(keys, 'tls.key'), join(keys, 'tls.crt'))

  const file = join(root, '.dev.vars')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const present = parseVars(text)
  const missing = Object.entries(defaults(signing)).filter(([name]) => !(name in present))
  if (missing.length > 0) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n'
    const added = missing.map(([name, value]) => `${name}=${quote(value)}\n`).join('')
    writeFileSync(file, text + gap + added, SECRET_FILE)
    chmodSync(file, SECRET_FILE.mode) // an existing file would keep its mode otherwise
  }
  return { ...present, ...Object.fromEntries(missing) }
}

function defaults(signing: JWK): LocalVars {
  const { PORT = '8787', PHONE_PORT = '8788', SMTP_PORT = '8789' } = process.env
  // One account, as a carrier has it: its reports are signed with one phrase, whatever they are about.
  const phrase = randomBytes(KEY_BYTES).toString('base64url')
  return {
    ENVIRONMENT: 'development',
    PUBLIC_URL: `http://localhost:${PORT}`,
    SECRET_KEYS: keyRing('dev-k1'),
    SESSION_KEYS: keyRing('dev-s1'),
    SIGNING_KEYS: JSON.stringify([signing]),
    ...smscAccount('SMS', phrase),
    SMS_SENDER: 'Sesame',
    ...smscAccount('MESSENGER', phrase),
    MESSENGER_SENDER: 'Sesame',
    MESSENGER_KIND: 'telegram',
    ...smscAccount('VOICE', phrase),
    ...botAccount('telegram', phrase),
    ...botAccount('max', phrase),
    PAYMENT_STRIPE_KEY: 'development',
    PAYMENT_STRIPE_WEBHOOK_SECRET: phrase,
    PAYMENT_YOOKASSA_SHOP: 'development',
    PAYMENT_YOOKASSA_KEY: 'development',
    ...phoneAddresses(PHONE_PORT),
    SMTP_HOST: 'localhost',
    SMTP_PORT,
    SMTP_SECURITY: 'starttls',
    SMTP_USER: 'development',
    SMTP_PASSWORD: 'development',
    MAIL_FROM: 'Sesame <no-reply@sesame.example>',
    MAIL_BOUNCES: 'bounces@sesame.example',
    MAIL_REPORT_KEY: phrase,
  }
}

/** Returns where the phone on this port is reached as each provider and messenger. */
export function phoneAddresses(port: string | number): LocalVars {
  const phone = `http://127.0.0.1:${port}`
  const smsc = `${phone}/smsc/send.php`
  return {
    ...{ SMS_URL: smsc, MESSENGER_URL: smsc, VOICE_URL: smsc },
    ...{ TELEGRAM_BOT_URL: `${phone}/telegram-bot`, MAX_BOT_URL: `${phone}/max-bot` },
    ...{ PAYMENT_STRIPE_URL: `${phone}/stripe`, PAYMENT_YOOKASSA_URL: `${phone}/yookassa` },
    // People open these in a browser.
    TELEGRAM_BOT_LINK: `http://localhost:${port}/bot/telegram`,
    MAX_BOT_LINK: `http://localhost:${port}/bot/max`,
  }
}

/** Returns the settings of a channel that goes to the phone as through SMSC. */
const smscAccount = (channel: string, phrase: string): LocalVars => ({
  [`${channel}_PROTOCOL`]: 'smsc',
  [`${channel}_LOGIN`]: 'development',
  [`${channel}_PASSWORD`]: 'development',
  [`${channel}_REPORT_KEY`]: phrase,
})

/** Returns the settings of a bot whose messenger is the phone. */
const botAccount = (bot: Bot, secret: string): LocalVars => {
  const prefix = `${bot.toUpperCase()}_BOT`
  return {
    [`${prefix}_NAME`]: 'sesame_bot',
    [`${prefix}_TOKEN`]: 'development',
    [`${prefix}_SECRET`]: secret,
  }
}

/** Returns a ring of symmetric keys as JSON, with one random key in it. */
function keyRing(kid: string): string {
  return JSON.stringify({ current: kid, keys: { [kid]: randomBytes(KEY_BYTES).toString('base64url') } })
}

async function ensureSigningKey(file: string): Promise<JWK> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true })
  const jwk = await exportJWK(privateKey)
  const signing = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'Ed25519', use: 'sig' }
  writeFileSync(file, `${JSON.stringify(signing, null, 2)}\n`, SECRET_FILE)
  return signing
}

/**
 * The certificate is self-signed for loopback: the Worker sends mail to the phone over TLS in development
 * too.
 */
async function ensureCertificate(keyFile: string, certFile: string): Promise<void> {
  if (existsSync(keyFile) && existsSync(certFile)) return
  const { private: key, cert } = await localCertificate()
  writeFileSync(keyFile, key, SECRET_FILE)
  writeFileSync(certFile, `${cert.trim()}\n`)
}

/** Makes a new self-signed certificate for `localhost` and 127.0.0.1. Both parts are PEM. */
export function localCertificate(): Promise<{ private: string; cert: string }> {
  const notAfterDate = new Date()
  notAfterDate.setFullYear(notAfterDate.getFullYear() + CERT_YEARS)
  return generate([{ name: 'commonName', value: 'localhost' }], {
    notAfterDate,
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
}

function parseVars(text: string): LocalVars {
  const lines = text.matchAll(/^([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/gm)
  return Object.fromEntries(Array.from(lines, ([, name, value]) => [name, unquote(value ?? '')]))
}

/** Wrangler's reader leaves JSON in single quotes unchanged. None of our values contains a single quote. */
function quote(value: string): string {
  return /^[\w:/.@-]*$/.test(value) ? value : `'${value}'`
}

function unquote(value: string): string {
  return /^(['"]).*\1$/.test(value) ? value.slice(1, -1) : value
}
