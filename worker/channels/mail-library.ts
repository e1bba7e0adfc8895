/**
 * The e-mail libraries, built into a module of their own because they are a third of the size of the rest of
 * the Worker.
 */
export { default as MailComposer } from 'nodemailer/lib/mail-composer'
export { qrPng } from './qr-png.ts'
export { deliver } from './smtp-session.ts'
