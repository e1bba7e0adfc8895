import type { ChannelName } from '../domain/terms.ts'
import type { Channel } from './channel.ts'
import { type MailLibrary, smtpChannel } from './email-smtp.ts'
import { smscChannel } from './sms-smsc.ts'
import { twilioChannel } from './sms-twilio.ts'
import type { SmtpSettings } from './smtp-session.ts'

export interface SmsSettings {
  protocol: 'smsc' | 'twilio'
  url: string
  login: string
  password: string
  sender: string
  /** What the provider signs its delivery reports with, where it has a secret of its own for that. */
  reportKey?: string
}

/** The channels that this deployment has; a missing part means that it does not serve that channel. */
export interface ChannelSettings {
  /** Where providers send their delivery reports, before the name of the gateway. */
  reportsUrl: string
  sms?: SmsSettings
  email?: SmtpSettings
}

export type Gateways = Partial<Record<ChannelName, Channel>>

const SMS_PROTOCOLS = { smsc: smscChannel, twilio: twilioChannel }

/** Returns the deployment's channels to a recipient. */
export function gateways(
  settings: ChannelSettings,
  fetch: typeof globalThis.fetch,
  mailer: () => Promise<MailLibrary>,
): Gateways {
  const { reportsUrl, sms, email } = settings
  return {
    ...(sms && { sms: SMS_PROTOCOLS[sms.protocol]({ ...sms, reportsUrl }, fetch) }),
    ...(email && { email: smtpChannel(email, mailer) }),
  }
}
