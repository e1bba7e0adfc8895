import { objectOf } from '../../worker/channels/json.ts'
import { BOTS, type Bot } from '../../worker/domain/terms.ts'
import { digest, type Gateway, type GatewayAnswer, type Providers, text } from './gateway.ts'

/** Where the messengers' servers tell what was written to our bots, and how they prove it. */
export interface BotOptions {
  publicUrl: string
  secrets: Record<Bot, string>
}

const HEADER: Record<Bot, string> = {
  telegram: 'x-telegram-bot-api-secret-token',
  max: 'x-max-bot-api-secret',
}
const NAMES: Record<Bot, string> = { telegram: 'Telegram', max: 'MAX' }

export const isBot = (name: unknown): name is Bot => BOTS.some((bot) => bot === name)

/** Returns the chat that a phone has with a bot, as the inbox knows it. */
export const chatAddress = (bot: Bot, chat: string): string => `${bot}:${chat}`

/** Returns the number of the chat that a deep link opens; it is the same whenever the link is opened. */
const chatOf = (start: string) => Number.parseInt(digest(start).slice(0, 8), 16)

/** Returns what a messenger's server posts when somebody opens the chat by a deep link. */
const UPDATE: Record<Bot, (chat: number, start: string) => object> = {
  telegram: (id, start) => ({
    update_id: Date.now(),
    message: { chat: { id, type: 'private' }, from: { id, language_code: 'ru' }, text: `/start ${start}` },
  }),
  max: (chat_id, payload) => ({ update_type: 'bot_started', chat_id, payload, user_locale: 'ru' }),
}

/** Opens a bot's chat by its deep link, as a tap on "Start" does. Returns the chat's address in the inbox. */
export async function startChat(bot: Bot, start: string, options: BotOptions): Promise<string> {
  const chat = chatOf(start)
  await fetch(`${options.publicUrl}/api/bots/${bot}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [HEADER[bot]]: options.secrets[bot] },
    body: JSON.stringify(UPDATE[bot](chat, start)),
  })
  return chatAddress(bot, String(chat))
}

/** Writes a bot's message into its chat, unless the messenger fails as its outage has it. */
function write(
  bot: Bot,
  chat: string,
  said: string,
  { inbox, outage }: Providers,
  answers: { taken: object; closed: object },
): GatewayAnswer {
  const mode = outage.of('messenger')
  if (mode === 'retry') return { status: 503, body: 'unavailable' }
  if (mode === 'failed') return { status: 403, body: answers.closed }
  inbox.add({ to: chatAddress(bot, chat), channel: 'messenger', text: said, from: `Sesame · ${NAMES[bot]}` })
  return { status: 200, body: answers.taken, ...(mode !== 'off' && { unheard: mode }) }
}

/** Answers like Telegram's `sendMessage` (https://core.telegram.org/bots/api#sendmessage). */
export const telegramBotSend: Gateway = ({ body }, at) => {
  const { chat_id, text: said } = objectOf(body)
  return write('telegram', text(chat_id), text(said), at, {
    taken: { ok: true, result: { message_id: 1 } },
    closed: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
  })
}

/** Answers like MAX's `POST /messages` (https://dev.max.ru/docs-api). */
export const maxBotSend: Gateway = ({ url, body }, at) =>
  write('max', url.searchParams.get('chat_id') ?? '', text(objectOf(body).text), at, {
    taken: { message: { body: { mid: 'mid.1' } } },
    closed: { code: 'chat.denied' },
  })
