import type { Bot } from '../domain/terms.ts'
import type { SendResult } from './channel.ts'

/** What somebody did in a bot's chat. */
export interface BotEvent {
  /** The messenger's number of the chat. */
  chat: string
  /** What the deep link carried that opened the chat; null for anything else that was written there. */
  start: string | null
  /** The language of the messenger, as far as it names it. */
  language?: string
}

/** A messenger's bot. It can write only to who has opened its chat. Its calls never throw. */
export interface BotChannel {
  bot: Bot
  /** Returns the deep link that opens the chat with this text. */
  link(start: string): string
  /** Writes to a chat. `blocked` as the code of a failure: its owner has closed the chat. */
  write(chat: string, text: string): Promise<SendResult>
  /** Reads what the messenger's server calls us with; null if the call is not genuine, [] if it is of no interest. */
  read(headers: Headers, body: string): BotEvent[] | null
}

/** The code of a failure to write to somebody who has closed the chat. */
export const BLOCKED = 'blocked'
