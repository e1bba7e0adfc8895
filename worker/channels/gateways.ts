import { BOTS, type Bot, type ChannelName } from '../domain/terms.ts'
import type { BotChannel } from './bot.ts'
import { maxBot } from './bot-max.ts'
import { type BotSettings, telegramBot } from './bot-telegram.ts'
import type { Channel } from './channel.ts'
import { type PostmarkSettings, postmarkChannel } from './email-postmark.ts'
import { type MailLibrary, smtpChannel } from './email-smtp.ts'
import { rapportoChannel } from './messenger-rapporto.ts'
import { type MessengerKind, smscMessenger } from './messenger-smsc.ts'
import { telegramGatewayChannel } from './messenger-telegram-gateway.ts'
import { ovhChannel } from './sms-ovh.ts'
import { twilioChannel } from './sms-twilio.ts'
import { smscChannel } from './smsc.ts'
import type { SmtpSettings } from './smtp-session.ts'
import { smscVoice } from './voice-smsc.ts'

/** An account at a gateway, for any channel but e-mail. */
export interface Account<Protocol extends string> {
  protocol: Protocol
  url: string
  login: string
  password: string
  sender: string
  /** What the provider signs its delivery reports with, where it has a secret of its own for that. */
  reportKey?: string
}

export interface SmsSettings extends Account<'smsc' | 'twilio' | 'ovh'> {
  consumerKey?: string
  service?: string
}
export interface MessengerSettings extends Account<'smsc' | 'rapporto' | 'telegram-gateway'> {
  kind?: MessengerKind
}
export type VoiceSettings = Account<'smsc'>
export type EmailSettings = SmtpSettings | ({ protocol: 'postmark' } & PostmarkSettings)

/** The channels that this deployment has; a missing part means that it does not serve that channel. */
export interface ChannelSettings {
  /** Where providers send their delivery reports, before the name of the gateway. */
  reportsUrl: string
  sms?: SmsSettings
  email?: EmailSettings
  messenger?: MessengerSettings
  voice?: VoiceSettings
  bots?: Partial<Record<Bot, BotSettings>>
}

const BOT_CHANNELS = { telegram: telegramBot, max: maxBot }

/** Returns the bots of the deployment, by messenger. */
export const botsOf = (
  { bots = {} }: ChannelSettings,
  fetch: typeof globalThis.fetch,
): Partial<Record<Bot, BotChannel>> =>
  Object.fromEntries(
    BOTS.flatMap((bot) => {
      const settings = bots[bot]
      return settings ? [[bot, BOT_CHANNELS[bot](settings, fetch)]] : []
    }),
  )

export type Gateways = Partial<Record<ChannelName, Channel>>

const SMS = { smsc: smscChannel, twilio: twilioChannel, ovh: ovhChannel }
const MESSENGER = {
  smsc: smscMessenger,
  rapporto: rapportoChannel,
  'telegram-gateway': telegramGatewayChannel,
}
const VOICE = { smsc: smscVoice }

/** Returns the deployment's channels to a recipient. */
export function gateways(
  { reportsUrl, sms, email, messenger, voice }: ChannelSettings,
  fetch: typeof globalThis.fetch,
  mailer: () => Promise<MailLibrary>,
): Gateways {
  return {
    ...(sms && { sms: SMS[sms.protocol]({ ...sms, reportsUrl }, fetch) }),
    ...(email && {
      email: 'protocol' in email ? postmarkChannel(email, fetch, mailer) : smtpChannel(email, mailer),
    }),
    ...(messenger && { messenger: MESSENGER[messenger.protocol]({ ...messenger, reportsUrl }, fetch) }),
    ...(voice && { voice: VOICE[voice.protocol](voice, fetch) }),
  }
}
