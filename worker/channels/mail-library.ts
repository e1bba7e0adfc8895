/** The libraries of e-mail, built into a module of their own: they are a third of the rest of the Worker. */
export { default as MailComposer } from 'nodemailer/lib/mail-composer'
export { qrPng } from './qr-png.ts'
export { deliver } from './smtp-session.ts'
