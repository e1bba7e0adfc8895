import * as service from '../api/service/operations.ts'
import type { BotChannel, BotEvent } from '../channels/bot.ts'
import { botReply, type Reply } from '../channels/bot-replies.ts'
import { botsOf } from '../channels/gateways.ts'
import { BOTS } from '../domain/terms.ts'
import type { Context } from '../http/context.ts'
import { refuse, reply } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { readBytes } from '../http/validate.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { parseChatToken } from '../security/codes.ts'

const BODY_MAX_BYTES = 64 * 1024

/** Joins the chat to the shipment that its deep link names. Returns what to answer, null if a message follows. */
async function join(c: Context, bot: BotChannel, { chat, start }: BotEvent): Promise<Reply | null> {
  if (start === null) return 'only-news'
  const token = parseChatToken(start)
  if (!token) return 'dead-link'
  const shipment = await findShipment(c.env, token.shipmentId)
  const joined = await shipment.joinChat(bot.bot, chat, token.bits)
  return joined.ok ? null : 'dead-link'
}

/** Serves what messengers call our bots with. */
export const botsHandlers: Served[] = [
  serve(service.bots, async (c) => {
    const name = BOTS.find((one) => one === c.params.bot)
    const bot = name && botsOf(c.config.channels, fetch)[name]
    if (!bot) return refuse('not-found')
    const bytes = await readBytes(c.http.req.raw, BODY_MAX_BYTES)
    if (bytes === 'too-large') return refuse('too-large')
    const body = bytes === 'broken-off' ? '' : new TextDecoder().decode(bytes)
    const events = bot.read(c.http.req.raw.headers, body)
    if (!events) return refuse('unauthorised')
    for (const event of events) {
      const answer = await join(c, bot, event)
      if (answer) c.later(bot.write(event.chat, botReply(answer, event.language)))
    }
    return reply(204, null)
  }),
]
