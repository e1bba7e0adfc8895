import type { Channel } from './channel.ts'
import { type SmscSettings, smscChannel } from './smsc.ts'

/** The messengers that SMSC reaches by the telephone number alone, with the field of `send.php` for each. */
const KIND_FIELDS = { telegram: 'tg', whatsapp: 'whatsapp', viber: 'viber' } as const

export const MESSENGER_KINDS = Object.keys(KIND_FIELDS) as MessengerKind[]
export type MessengerKind = keyof typeof KIND_FIELDS

export interface SmscMessengerSettings extends SmscSettings {
  kind?: MessengerKind
}

/** Returns the channel for one messenger through SMSC.ru (https://smsc.ru/api/http/send/): the SMS's call, with a field. */
export const smscMessenger = (settings: SmscMessengerSettings, fetch: typeof globalThis.fetch): Channel =>
  smscChannel(settings, fetch, { [KIND_FIELDS[settings.kind ?? 'telegram']]: '1' })
