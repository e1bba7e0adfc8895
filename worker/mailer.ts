import type { MailLibrary } from './channels/email-smtp.ts'

/** The libraries of e-mail, loaded with the first mail; uploaded beside the bundle like what prints (printer.ts). */
export const mailer = (): Promise<MailLibrary> => import('./lazy/mail.mjs')
