import { expect, test } from 'vitest'
import { BLOCKED, type BotChannel } from '../../worker/channels/bot.ts'
import { botReply } from '../../worker/channels/bot-replies.ts'
import { botsOf } from '../../worker/channels/gateways.ts'

const SECRET = 'a-secret-of-the-bot'
const settings = (bot: string) => ({
  url: 'https://api.example',
  deepLink: `https://${bot}.example/b`,
  token: 'T0',
  secret: SECRET,
})

/** A bot whose messenger gives this answer, with the requests that it got. */
function botWith(
  name: 'telegram' | 'max',
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  const calls: { url: string; init: RequestInit }[] = []
  const fetch = async (url: unknown, init: RequestInit = {}) => {
    calls.push({ url: String(url), init })
    return new Response(JSON.stringify(body), { status, headers })
  }
  const settingsOf = { reportsUrl: '', bots: { [name]: settings(name) } }
  return { bot: botsOf(settingsOf, fetch as typeof globalThis.fetch)[name] as BotChannel, calls }
}

test('Telegram gets the text for its chat, without a preview that would open the link', async () => {
  const { bot, calls } = botWith('telegram', 200, { ok: true, result: { message_id: 7 } })
  expect(await bot.write('42', 'Link')).toEqual({ outcome: 'sent', providerId: '7' })
  expect(calls[0]?.url).toBe('https://api.example/botT0/sendMessage')
  expect(JSON.parse(String(calls[0]?.init.body))).toEqual({
    chat_id: '42',
    text: 'Link',
    link_preview_options: { is_disabled: true },
  })
})

test('MAX gets the text for its chat, without a preview', async () => {
  const { bot, calls } = botWith('max', 200, { message: { body: { mid: 'mid.7' } } })
  expect(await bot.write('42', 'Link')).toEqual({ outcome: 'sent', providerId: 'mid.7' })
  expect(calls[0]?.url).toBe('https://api.example/messages?chat_id=42&disable_link_preview=true')
  expect(new Headers(calls[0]?.init.headers).get('authorization')).toBe('T0')
  expect(JSON.parse(String(calls[0]?.init.body))).toEqual({ text: 'Link' })
})

test.each([
  ['telegram', 403, { ok: false }, { outcome: 'failed', code: BLOCKED }],
  ['telegram', 400, { ok: false }, { outcome: 'failed', code: 'telegram-400' }],
  ['telegram', 401, { ok: false }, { outcome: 'retry', code: 'http-401' }],
  ['telegram', 200, { ok: false }, { outcome: 'retry', code: 'http-200' }],
  ['telegram', 500, {}, { outcome: 'retry', code: 'http-500' }],
  ['max', 403, {}, { outcome: 'failed', code: BLOCKED }],
  ['max', 404, {}, { outcome: 'failed', code: BLOCKED }],
  ['max', 400, {}, { outcome: 'failed', code: 'max-400' }],
  ['max', 200, {}, { outcome: 'retry', code: 'http-200' }],
  ['max', 503, {}, { outcome: 'retry', code: 'http-503' }],
] as const)('%s answers %s %j: %j', async (name, status, body, result) => {
  expect(await botWith(name, status, body).bot.write('42', 'Link')).toEqual(result)
})

test.each(['telegram', 'max'] as const)('%s asks for patience, and is silent', async (name) => {
  const patient = botWith(name, 429, {}, { 'retry-after': '7' })
  expect(await patient.bot.write('42', 'x')).toEqual({ outcome: 'retry', code: 'http-429', waitMs: 7000 })
  const dead = () => Promise.reject(Object.assign(new Error('x'), { name: 'TimeoutError' }))
  const bot = botsOf({ reportsUrl: '', bots: { [name]: settings(name) } }, dead)[name] as BotChannel
  expect(await bot.write('42', 'x')).toEqual({ outcome: 'retry', code: 'timeout' })
})

const HEADERS = { telegram: 'x-telegram-bot-api-secret-token', max: 'x-max-bot-api-secret' }
const start = (text: string, type = 'private') => ({
  message: { chat: { id: 42, type }, from: { language_code: 'fr' }, text },
})

test.each([
  ['telegram', start('/start abc-DEF_1'), [{ chat: '42', start: 'abc-DEF_1', language: 'fr' }]],
  ['telegram', start('/start'), [{ chat: '42', start: null, language: 'fr' }]],
  ['telegram', start('/start a b'), [{ chat: '42', start: null, language: 'fr' }]],
  ['telegram', start('/start abc', 'group'), []],
  ['telegram', { edited_message: {} }, []],
  [
    'max',
    { update_type: 'bot_started', chat_id: 42, payload: 'abc', user_locale: 'ru' },
    [{ chat: '42', start: 'abc', language: 'ru' }],
  ],
  ['max', { update_type: 'bot_started', chat_id: 42 }, [{ chat: '42', start: null }]],
  [
    'max',
    { update_type: 'message_created', message: { recipient: { chat_id: 42, chat_type: 'dialog' } } },
    [{ chat: '42', start: null }],
  ],
  ['max', { update_type: 'message_created', message: { recipient: { chat_id: 42, chat_type: 'chat' } } }, []],
  ['max', [], []],
] as const)('%s reads %j as %j', (name, update, events) => {
  const { bot } = botWith(name, 200, {})
  const read = (secret: string) => bot.read(new Headers({ [HEADERS[name]]: secret }), JSON.stringify(update))
  expect(read(SECRET)).toEqual(events)
  expect(read('guessed')).toBeNull()
  expect(bot.read(new Headers(), JSON.stringify(update))).toBeNull()
})

test('a bot answers in the messenger’s language, else in English', () => {
  expect(botReply('dead-link', 'fr-FR')).toContain('lien')
  expect(botReply('only-news', 'ru')).toContain('посылк')
  expect(botReply('dead-link', 'de')).toContain('no longer valid')
  expect(botReply('dead-link')).toContain('no longer valid')
})
