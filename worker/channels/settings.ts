import { BOTS, type Bot } from '../domain/terms.ts'
import type { BotSettings } from './bot-telegram.ts'
import type { BounceSettings } from './bounce.ts'
import type { Account, ChannelSettings, EmailSettings } from './gateways.ts'
import { MESSENGER_KINDS } from './messenger-smsc.ts'

/** What each field of a gateway's account takes. */
const TAKES = {
  URL: 'the address of the gateway, https in production',
  LOGIN: 'the account, or the key of the application',
  PASSWORD: 'the password, token or secret of the account',
  SENDER: 'the sender, as the gateway knows it',
  CONSUMER_KEY: 'the consumer key of the account',
  SERVICE: 'the name of the SMS account, sms-…',
  TOKEN: "the server's token",
  FROM: 'Name <address>',
}
type Field = keyof typeof TAKES

/** What each protocol cannot do without; the first word of a variable is the channel's. */
const NEEDED = {
  SMS: {
    smsc: ['URL', 'PASSWORD'],
    twilio: ['URL', 'LOGIN', 'PASSWORD', 'SENDER'],
    ovh: ['URL', 'LOGIN', 'PASSWORD', 'CONSUMER_KEY', 'SERVICE', 'SENDER'],
  },
  MESSENGER: {
    smsc: ['URL', 'PASSWORD'],
    rapporto: ['URL', 'LOGIN', 'PASSWORD', 'SENDER'],
    'telegram-gateway': ['URL', 'PASSWORD'],
  },
  VOICE: { smsc: ['URL', 'PASSWORD'] },
  MAIL: { postmark: ['URL', 'TOKEN', 'FROM'] },
} as const satisfies Record<string, Record<string, readonly Field[]>>

/** The variables of the gateways, as the platform supplies them: strings that may be missing. */
export type ChannelEnv = Partial<
  Record<
    | `${'SMS' | 'MESSENGER' | 'VOICE'}_${'PROTOCOL' | 'URL' | 'LOGIN' | 'PASSWORD' | 'REPORT_KEY'}`
    | `${'SMS' | 'MESSENGER'}_SENDER`
    | `SMS_${'CONSUMER_KEY' | 'SERVICE'}`
    | 'MESSENGER_KIND'
    | `${'TELEGRAM' | 'MAX'}_BOT_${'URL' | 'LINK' | 'NAME' | 'TOKEN' | 'SECRET'}`
    | `MAIL_${'PROTOCOL' | 'URL' | 'TOKEN' | 'REPORT_KEY' | 'FROM' | 'BOUNCES'}`
    | `SMTP_${'HOST' | 'PORT' | 'SECURITY' | 'USER' | 'PASSWORD'}`,
    string
  >
>

/** Where the settings are read from, and what is wrong with them. */
interface Reading {
  env: Readonly<Record<string, string | undefined>>
  production: boolean
  /** Each begins with the name of its variable and says what that takes, never what it holds. */
  faults: string[]
}

/** Reads the settings of all channels; what is wrong with them is added to `faults`. */
export function parseChannels(
  env: ChannelEnv,
  reportsUrl: string,
  production: boolean,
  faults: string[],
): ChannelSettings {
  const reading: Reading = { env, production, faults }
  const sms = accountOf(reading, 'SMS', NEEDED.SMS)
  const { SMS_CONSUMER_KEY: consumerKey, SMS_SERVICE: service } = env
  const email = emailOf(env, reading)
  const messenger = accountOf(reading, 'MESSENGER', NEEDED.MESSENGER)
  const kind = MESSENGER_KINDS.find((one) => one === env.MESSENGER_KIND)
  if (env.MESSENGER_KIND && !kind) faults.push(`MESSENGER_KIND: ${MESSENGER_KINDS.join(' or ')}`)
  const voice = accountOf(reading, 'VOICE', NEEDED.VOICE)
  const bots = Object.fromEntries(
    BOTS.flatMap((bot) => {
      const settings = botOf(reading, bot)
      return settings ? [[bot, settings] as const] : []
    }),
  )
  return {
    reportsUrl,
    ...(sms && { sms: { ...sms, ...(consumerKey && { consumerKey }), ...(service && { service }) } }),
    ...(email && { email }),
    ...(messenger && { messenger: { ...messenger, ...(kind && { kind }) } }),
    ...(voice && { voice }),
    ...(Object.keys(bots).length > 0 && { bots }),
  }
}

/** Reads a channel's protocol; null if it has none, or one that is unknown or lacks something. */
function protocolOf<Protocol extends string>(
  { env, production, faults }: Reading,
  channel: string,
  protocols: Record<Protocol, readonly Field[]>,
): Protocol | null {
  const given = env[`${channel}_PROTOCOL`]
  if (!given) return null
  const names = Object.keys(protocols) as Protocol[]
  const protocol = names.find((name) => name === given)
  if (!protocol) {
    faults.push(`${channel}_PROTOCOL: ${names.join(' or ')}`)
    return null
  }
  const wrong = protocols[protocol].filter((field) => {
    const value = env[`${channel}_${field}`]
    return !value || (field === 'URL' && !isAddress(value, production))
  })
  faults.push(...wrong.map((field) => `${channel}_${field}: missing or wrong, ${TAKES[field]}`))
  return wrong.length > 0 ? null : protocol
}

function accountOf<Protocol extends string>(
  reading: Reading,
  channel: string,
  protocols: Record<Protocol, readonly Field[]>,
): Account<Protocol> | null {
  const protocol = protocolOf(reading, channel, protocols)
  if (!protocol) return null
  const of = (field: string) => reading.env[`${channel}_${field}`] ?? ''
  const reportKey = of('REPORT_KEY')
  return {
    protocol,
    url: of('URL'),
    login: of('LOGIN'),
    password: of('PASSWORD'),
    sender: of('SENDER'),
    ...(reportKey && { reportKey }),
  }
}

/** The address of each messenger's API, and of its deep links before the bot's name. */
const BOT_URLS: Record<Bot, { api: string; links: string }> = {
  telegram: { api: 'https://api.telegram.org', links: 'https://t.me' },
  max: { api: 'https://platform-api.max.ru', links: 'https://max.ru' },
}
/** What a messenger's server may prove its calls with. */
const BOT_SECRET = /^[A-Za-z0-9_-]{16,256}$/

/** Reads a messenger's bot, which there is once it has a token. */
function botOf({ env, production, faults }: Reading, bot: Bot): BotSettings | null {
  const of = (field: string) => env[`${bot.toUpperCase()}_BOT_${field}`] ?? ''
  const [token, name, secret] = [of('TOKEN'), of('NAME'), of('SECRET')]
  const { api, links } = BOT_URLS[bot]
  const url = of('URL') || api
  const deepLink = of('LINK') || `${links}/${name}`
  if (!token) return null
  const prefix = `${bot.toUpperCase()}_BOT`
  if (!/^[A-Za-z0-9_]{3,64}$/.test(name)) faults.push(`${prefix}_NAME: the bot's name, as in its address`)
  if (!BOT_SECRET.test(secret)) faults.push(`${prefix}_SECRET: 16 to 256 letters, digits, _ or -`)
  if (!isAddress(url, production)) faults.push(`${prefix}_URL: ${TAKES.URL}`)
  return { url, deepLink, token, secret }
}

/** E-mail goes by SMTP wherever there is a host for it, unless another protocol is named. */
function emailOf(env: ChannelEnv, reading: Reading): EmailSettings | null {
  const { MAIL_PROTOCOL: protocol, MAIL_FROM: from = '', MAIL_REPORT_KEY: reportKey } = env
  if (protocol ? protocol === 'smtp' : env.SMTP_HOST) return smtpOf(env, reading.faults)
  if (protocol && protocol !== 'postmark') reading.faults.push('MAIL_PROTOCOL: smtp or postmark')
  if (protocol !== 'postmark' || !protocolOf(reading, 'MAIL', NEEDED.MAIL)) return null
  if (reportKey && !/^[^:]+:.+$/.test(reportKey)) reading.faults.push('MAIL_REPORT_KEY: user:password')
  const { MAIL_URL: url = '', MAIL_TOKEN: token = '' } = env
  return { protocol, url, token, from, ...(reportKey && { reportKey }) }
}

function smtpOf(env: ChannelEnv, faults: string[]): EmailSettings | null {
  const { SMTP_HOST: host, SMTP_PORT: port = '465', SMTP_SECURITY: security = 'tls', MAIL_FROM: from } = env
  if (!host) faults.push('SMTP_HOST: missing, the name of the mail server')
  if (security !== 'tls' && security !== 'starttls') faults.push('SMTP_SECURITY: tls or starttls')
  else if (!from) faults.push(`MAIL_FROM: missing, ${TAKES.FROM}`)
  else if (host) {
    const { SMTP_USER: user, SMTP_PASSWORD: password } = env
    const bounces = bouncesOf(env, faults)
    return {
      ...{ host, port: Number(port), security, from },
      ...(user && { user }),
      ...(password && { password }),
      ...(bounces && { bounces }),
    }
  }
  return null
}

/** Reads where returned mails go; nowhere if neither variable is set. */
function bouncesOf(
  { MAIL_BOUNCES: address, MAIL_REPORT_KEY: key }: ChannelEnv,
  faults: string[],
): BounceSettings | null {
  if (!address) return null
  // The mailbox leaves room for the mail's id in the 64 signs of a local part.
  if (!/^[A-Za-z0-9_-]{1,8}@[A-Za-z0-9.-]+$/.test(address))
    faults.push('MAIL_BOUNCES: mailbox@domain, a mailbox of 1 to 8 signs')
  else if (!key || key.length < 16) faults.push('MAIL_REPORT_KEY: at least 16 signs, to prove returned mails')
  else return { address, key }
  return null
}

/** Codes travel to this address, so that in production nobody on the way may read them (R4). */
const isAddress = (value: string, production: boolean): boolean =>
  (production ? /^https:$/ : /^https?:$/).test(URL.parse(value)?.protocol ?? '')
