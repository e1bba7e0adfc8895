import type { MessageContent } from '../../domain/message-content.ts'
import type { MessageCause } from '../../domain/terms.ts'

export type { MessageContent } from '../../domain/message-content.ts'

/** The long form of messages, for a letter or a messenger. */
export interface Texts {
  subject: Record<MessageCause, (content: MessageContent) => string>
  /** The sentences of a message; empty ones are left out. */
  body: Record<MessageCause, (content: MessageContent) => string[]>
  /** The sentence that begins every message while a contact change is asked for (R9). */
  contactAsked: (content: MessageContent) => string
  qrCaption: string
  openPage: string
}

/**
 * The short form of messages, for an SMS. The link follows at the end, and the carrier's name stands before
 * it where it costs no part more (`worker/channels/sms-text.ts`).
 */
export interface SmsTexts {
  /**
   * The forms that a message can take, the one that says most first. The last says what it must and no more:
   * its news, and with a secret who may be told and what follows without it (R5).
   */
  forms: Record<MessageCause, (content: MessageContent) => string[]>
  /**
   * What is said while a contact change is asked for (R9), and where to stop it: before the link, or on its
   * page where a contract's own text leads to it.
   */
  contactAsked: { warning: string; here: string; onPage: string }
  /** What stands between the carrier's name and the news. */
  colon: string
}
