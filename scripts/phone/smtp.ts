import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerAddress } from 'smtp-server'
import type { Inbox } from './inbox.ts'
import type { Outage } from './outage.ts'
import type { Reports } from './reports.ts'

const MAX_MAIL_BYTES = 5 * 1024 * 1024

export interface SmtpOptions {
  port: number
  /** With it TLS starts at the first byte. Otherwise the server requires STARTTLS before it takes a mail. */
  implicitTls: boolean
  cert: string
  key: string
}

/** Starts a mail server on loopback that takes any login and puts every mail into the inbox. */
export async function startSmtp(
  { port, implicitTls, cert, key }: SmtpOptions,
  inbox: Inbox,
  outage: Outage,
  reports: Reports,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    secure: implicitTls,
    cert,
    key,
    size: MAX_MAIL_BYTES,
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 1000,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    onMailFrom: (_address, session, done) =>
      done(session.secure ? null : reply(530, '5.7.0 Must issue a STARTTLS command first')),
    onRcptTo(_address, _session, done) {
      const mode = outage.of('email')
      if (mode === 'retry') return done(reply(451, '4.3.0 Try again later'))
      if (mode === 'failed') return done(reply(550, '5.1.1 No such mailbox'))
      done()
    },
    async onData(stream, session, done) {
      try {
        const mail = await simpleParser(stream)
        for (const { address } of session.envelope.rcptTo) {
          store(mail, address, inbox)
          returns(session.envelope.mailFrom, address, reports)
        }
        done()
      } catch {
        done(reply(451, '4.3.0 Cannot read the mail'))
      }
    },
  })
  // A client may break off a connection at any time. Without a listener that error would end the process.
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  server.removeAllListeners('error')
  server.on('error', () => {})
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Returns a mail as a server does that took it and finds no mailbox: a report to the envelope's sender (RFC 3464). */
function returns(sender: SMTPServerAddress | false, to: string, reports: Reports): void {
  if (!sender) return
  reports.send('email', (state, { publicUrl }, genuine) => {
    if (state === 'delivered') return null
    const address = genuine ? sender.address : sender.address.replace(/\.[a-z0-9]+@/, '.0000000000@')
    const query = new URLSearchParams({ from: 'mailer-daemon@phone.example', to: address })
    // The local runtime hands a mail to the Worker that is posted here.
    return { url: `${publicUrl}/cdn-cgi/local/email?${query}`, body: notDelivered(address, to) }
  })
}

const notDelivered = (address: string, to: string): string =>
  [
    'From: Mail Delivery Subsystem <mailer-daemon@phone.example>',
    `To: ${address}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <${randomUUID()}@phone.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    'Your mail could not be delivered.',
    '--part',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; phone.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--part--',
    '',
  ].join('\r\n')

function store(mail: ParsedMail, to: string, inbox: Inbox): void {
  const from = mail.from?.value[0]
  inbox.add(
    {
      to: to.toLowerCase(),
      channel: 'email',
      text: mail.text ?? '',
      from: from?.name || from?.address || 'Mail',
      ...(mail.subject === undefined ? {} : { subject: mail.subject }),
      ...(mail.html === false ? {} : { html: mail.html }),
    },
    mail.messageId && `mail:${mail.messageId}:${to.toLowerCase()}`,
  )
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
