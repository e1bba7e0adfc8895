import type { MessageCause } from '../../domain/terms.ts'
import type { Told } from '../../domain/told.ts'

export type { Told } from '../../domain/told.ts'

export interface Texts {
  subject: Record<MessageCause, (told: Told) => string>
  /**
   * The sentences of a message; empty ones are left out. SMS joins them with spaces, e-mail shows them as
   * paragraphs.
   */
  body: Record<MessageCause, (told: Told) => string[]>
  /** The sentence that begins every message while a contact change is asked for (R9). */
  contactAsked: (told: Told) => string
  qrCaption: string
  openPage: string
}
