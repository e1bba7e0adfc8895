import { BLOCKED, type BotChannel, type BotEvent } from './bot.ts'
import type { BotSettings } from './bot-telegram.ts'
import type { SendResult } from './channel.ts'
import { postJson } from './http-form.ts'
import { objectOf } from './json.ts'
import { wait } from './once.ts'
import { sameText } from './proof.ts'

const PAYLOAD = /^[A-Za-z0-9_-]{1,128}$/

/** Returns the bot in MAX (https://dev.max.ru/docs-api). */
export function maxBot(
  { url, deepLink, token, secret }: BotSettings,
  fetch: typeof globalThis.fetch,
): BotChannel {
  return {
    bot: 'max',
    link: (start) => `${deepLink}?start=${start}`,
    async write(chat, text): Promise<SendResult> {
      const address = `${url}/messages?chat_id=${encodeURIComponent(chat)}&disable_link_preview=true`
      const answer = await postJson(fetch, address, JSON.stringify({ text }), { authorization: token })
      if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
      const { status, json } = answer
      const { mid } = objectOf(objectOf(json.message).body)
      if (status >= 200 && status < 300 && mid !== undefined)
        return { outcome: 'sent', providerId: String(mid) }
      // 403: the dialog was stopped; 404: there is none.
      if (status === 403 || status === 404) return { outcome: 'failed', code: BLOCKED }
      if (status === 400) return { outcome: 'failed', code: 'max-400' }
      return { outcome: 'retry', code: `http-${status}`, ...wait(answer) }
    },
    read(headers, body): BotEvent[] | null {
      if (!sameText(headers.get('x-max-bot-api-secret') ?? '', secret)) return null
      const update = objectOf(body)
      const { update_type: type, payload, user_locale: language } = update
      const written = objectOf(objectOf(update.message).recipient)
      const chat =
        type === 'bot_started' ? update.chat_id : written.chat_type === 'dialog' ? written.chat_id : null
      if (typeof chat !== 'number') return []
      const carried = type === 'bot_started' && typeof payload === 'string' ? payload : ''
      const start = PAYLOAD.test(carried) ? carried : null
      return [{ chat: String(chat), start, ...(typeof language === 'string' && { language }) }]
    },
  }
}
