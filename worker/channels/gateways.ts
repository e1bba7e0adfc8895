import type { Channel } from './channel.ts'
import { type MailLibrary, smtpChannel } from './email-smtp.ts'
import { smscChannel } from './sms-smsc.ts'
import { twilioChannel } from './sms-twilio.ts'
import type { SmtpSettings } from './smtp-session.ts'

export type ChannelName = 'sms' | 'email' | 'messenger'

export interface SmsSettings {
  protocol: 'smsc' | 'twilio'
  url: string
  login: string
  password: string
  sender: string
}

/** The channels that this deployment has; a missing part means that it does not serve that channel. */
export interface ChannelSettings {
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
  const { sms, email } = settings
  return {
    ...(sms && { sms: SMS_PROTOCOLS[sms.protocol](sms, fetch) }),
    ...(email && { email: smtpChannel(email, mailer) }),
  }
}
