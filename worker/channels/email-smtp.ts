import { Buffer } from 'node:buffer'
import { returnAddress } from './bounce.ts'
import type { Channel, OutgoingMessage, SendResult } from './channel.ts'
import type { SmtpSettings } from './smtp-session.ts'

/** The modules that compose a mail and deliver it. */
export type MailLibrary = typeof import('./mail-library.ts')

/**
 * Returns the channel for e-mail by SMTP. `load` imports the libraries with the first mail, so that they do
 * not slow down the Worker's start.
 */
export function smtpChannel(settings: SmtpSettings, load: () => Promise<MailLibrary>): Channel {
  const domain = /@([^>\s]+)/.exec(settings.from)?.[1] ?? 'localhost'
  return {
    gateway: 'smtp',
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
          // Content comes from memory only, so the library never reads a file or a URL named in a field.
          disableFileAccess: true,
          disableUrlAccess: true,
        }).compile()
        const envelope = mail.getEnvelope()
        const { bounces } = settings
        envelope.from = (bounces && returnAddress(bounces, message.id)) ?? envelope.from
        await deliver(settings, domain, envelope, await mail.build())
        return { outcome: 'sent', providerId: messageId }
      } catch (error) {
        return fault(error)
      }
    },
  }
}

/**
 * Maps an error to a result as in RFC 5321: 4yz may pass, 5yz will not. A refused login or TLS upgrade is for
 * the operator to fix and says nothing about the message, so it is tried again. Only the code is read,
 * because the server's text may quote the mail.
 */
function fault(error: unknown): SendResult {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }
  const name = typeof code === 'string' && /^[A-Z_]{1,20}$/.test(code) ? code : 'smtp'
  if (typeof responseCode !== 'number') return { outcome: 'retry', code: name }
  const final = responseCode >= 500 && name !== 'EAUTH' && name !== 'ETLS'
  return { outcome: final ? 'failed' : 'retry', code: `smtp-${responseCode}` }
}

/**
 * Returns the message's id as the left side of a Message-ID. It is the same for every retry, so that
 * duplicates are dropped.
 */
function token(id: string): string {
  return id.replace(/[^A-Za-z0-9.-]/g, (char) => `_${char.codePointAt(0)?.toString(16)}_`)
}
