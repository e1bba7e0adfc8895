import { BLOCKED, type BotChannel, type BotEvent } from './bot.ts'
import type { SendResult } from './channel.ts'
import { postJson } from './http-form.ts'
import { objectOf } from './json.ts'
import { wait } from './once.ts'
import { sameText } from './proof.ts'

export interface BotSettings {
  /** The API's origin, without a path. */
  url: string
  /** The address of the deep link, before what it carries. */
  deepLink: string
  token: string
  /** What the messenger's server proves its calls with. */
  secret: string
}

/** `/start` with what the deep link carried (https://core.telegram.org/bots/features#deep-linking). */
const START = /^\/start ([A-Za-z0-9_-]{1,64})$/

/** Returns the bot in Telegram (https://core.telegram.org/bots/api). */
export function telegramBot(
  { url, deepLink, token, secret }: BotSettings,
  fetch: typeof globalThis.fetch,
): BotChannel {
  return {
    bot: 'telegram',
    link: (start) => `${deepLink}?start=${start}`,
    async write(chat, text): Promise<SendResult> {
      // A preview would open the link before its owner does.
      const message = { chat_id: chat, text, link_preview_options: { is_disabled: true } }
      const answer = await postJson(fetch, `${url}/bot${token}/sendMessage`, JSON.stringify(message))
      if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
      const { status, json } = answer
      if (json.ok === true) return { outcome: 'sent', providerId: String(objectOf(json.result).message_id) }
      // 403: the chat was blocked or never begun; 400: there is no such chat.
      if (status === 403) return { outcome: 'failed', code: BLOCKED }
      if (status === 400) return { outcome: 'failed', code: 'telegram-400' }
      return { outcome: 'retry', code: `http-${status}`, ...wait(answer) }
    },
    read(headers, body): BotEvent[] | null {
      if (!sameText(headers.get('x-telegram-bot-api-secret-token') ?? '', secret)) return null
      const message = objectOf(objectOf(body).message)
      const { id, type } = objectOf(message.chat)
      // A group is nobody's own chat.
      if (type !== 'private' || typeof id !== 'number') return []
      const language = objectOf(message.from).language_code
      const [, start = null] = START.exec(String(message.text)) ?? []
      return [{ chat: String(id), start, ...(typeof language === 'string' && { language }) }]
    },
  }
}
