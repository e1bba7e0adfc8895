import type { MailLibrary } from './channels/email-smtp.ts'

/**
 * Loads the e-mail libraries with the first mail. They are uploaded beside the bundle, as the printer's are
 * (printer.ts).
 */
export const mailer = (): Promise<MailLibrary> => import('./lazy/mail.mjs')
