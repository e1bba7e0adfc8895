import { Buffer } from 'node:buffer'
import type { Channel, OutgoingMessage, SendResult } from './channel.ts'
import { postForm } from './http-form.ts'

export interface TwilioSettings {
  /** The API's origin, without a path. */
  url: string
  /** Account SID. */
  login: string
  /** Auth token. */
  password: string
  /** A number, a sender name or a messaging service's number. */
  sender: string
}

/** Faults of our account, of the moment or of the network, with which the message itself may be right. */
const PASSING_STATUS = new Set([401, 403, 408, 409, 429])

/** Returns the channel for SMS through an API like Twilio's (`2010-04-01/Accounts/{sid}/Messages.json`). */
export function twilioChannel(settings: TwilioSettings, fetch: typeof globalThis.fetch): Channel {
  const account = encodeURIComponent(settings.login)
  const url = `${settings.url.replace(/\/+$/, '')}/2010-04-01/Accounts/${account}/Messages.json`
  const credentials = Buffer.from(`${settings.login}:${settings.password}`).toString('base64')
  return {
    async send(message: OutgoingMessage): Promise<SendResult> {
      const fields = { To: message.to, From: settings.sender, Body: message.text }
      const answer = await postForm(fetch, url, fields, { authorization: `Basic ${credentials}` })
      if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
      const { status, json } = answer
      if (status >= 200 && status < 300) {
        if (typeof json.sid === 'string') return { outcome: 'sent', providerId: json.sid }
        return { outcome: 'retry', code: 'unreadable' }
      }
      const code = typeof json.code === 'number' ? `twilio-${json.code}` : `http-${status}`
      const refused = status >= 400 && status < 500 && !PASSING_STATUS.has(status)
      // A 4xx without the API's own code comes from something in between, such as a proxy, and may pass.
      return { outcome: refused && typeof json.code === 'number' ? 'failed' : 'retry', code }
    },
  }
}
