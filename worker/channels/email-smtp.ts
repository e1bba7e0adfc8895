import { Buffer } from 'node:buffer'
import type { Channel, OutgoingMessage, SendResult } from './channel.ts'
import type { SmtpSettings } from './smtp-session.ts'

/** What writes a mail and hands it over. */
export type MailLibrary = typeof import('./mail-library.ts')

/** E-mail by SMTP. `load` brings the libraries with the first mail, off the Worker's start-up path. */
export function smtpChannel(settings: SmtpSettings, load: () => Promise<MailLibrary>): Channel {
  const domain = /@([^>\s]+)/.exec(settings.from)?.[1] ?? 'localhost'
  return {
    async send(message: OutgoingMessage): Promise<SendResult> {
      try {
        const { MailComposer, deliver, qrPng } = await load()
        const messageId = `<${token(message.id)}@${domain}>`
        const mail = new MailComposer({
          messageId,
          from: settings.from,
          to: { name: '', address: message.to },
          subject: message.subject ?? '',
          text: message.text,
          ...(message.html === undefined ? {} : { html: message.html }),
          attachments: message.qr
            ? [
                {
                  cid: message.qr.cid,
                  filename: 'qr.png',
                  contentType: 'image/png',
                  contentDisposition: 'inline',
                  content: Buffer.from(qrPng(message.qr.text)),
                },
              ]
            : [],
          headers: { 'Auto-Submitted': 'auto-generated' },
          // Content comes from memory alone: a path or an address in a field is never read.
          disableFileAccess: true,
          disableUrlAccess: true,
        }).compile()
        await deliver(settings, domain, mail.getEnvelope(), await mail.build())
        return { outcome: 'sent', providerId: messageId }
      } catch (error) {
        return fault(error)
      }
    },
  }
}

/**
 * RFC 5321: 4yz may pass, 5yz will not. A refused login is an operator's to mend and says nothing about the
 * message, so it is tried again. Only the code is read: the server's words may quote the mail.
 */
function fault(error: unknown): SendResult {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }
  const name = typeof code === 'string' && /^[A-Z_]{1,20}$/.test(code) ? code : 'smtp'
  if (typeof responseCode !== 'number') return { outcome: 'retry', code: name }
  const final = responseCode >= 500 && name !== 'EAUTH' && name !== 'ETLS'
  return { outcome: final ? 'failed' : 'retry', code: `smtp-${responseCode}` }
}

/** The message's id as the left side of a Message-ID: every retry bears the same, so doubles are dropped. */
function token(id: string): string {
  return id.replace(/[^A-Za-z0-9.-]/g, (char) => `_${char.codePointAt(0)?.toString(16)}_`)
}
