import type { MailLibrary } from '../channels/email-smtp.ts'

/** Built from `worker/channels/mail-library.ts` by scripts/build-lazy.ts. */
export declare const MailComposer: MailLibrary['MailComposer']
export declare const qrPng: MailLibrary['qrPng']
export declare const deliver: MailLibrary['deliver']
