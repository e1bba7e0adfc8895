import type { MessageContent } from '../../domain/message-content.ts'
import type { MessageCause } from '../../domain/terms.ts'

export type { MessageContent } from '../../domain/message-content.ts'

export interface Texts {
  subject: Record<MessageCause, (content: MessageContent) => string>
  /**
   * The sentences of a message; empty ones are left out. SMS joins them with spaces, e-mail shows them as
   * paragraphs.
   */
  body: Record<MessageCause, (content: MessageContent) => string[]>
  /** The sentence that begins every message while a contact change is asked for (R9). */
  contactAsked: (content: MessageContent) => string
  qrCaption: string
  openPage: string
}
