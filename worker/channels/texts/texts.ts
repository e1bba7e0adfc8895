import type { MessageCause } from '../../domain/terms.ts'
import type { Told } from '../../domain/told.ts'

export type { Told } from '../../domain/told.ts'

export interface Texts {
  subject: Record<MessageCause, (told: Told) => string>
  /** Sentences of a message; empty ones are left out. SMS joins them with blanks, e-mail with paragraphs. */
  body: Record<MessageCause, (told: Told) => string[]>
  /** Stands before every message while another contact is asked for (R9). */
  contactAsked: (told: Told) => string
  qrCaption: string
  openPage: string
}
