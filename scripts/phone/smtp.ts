import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { Inbox } from './inbox.ts'
import type { Outage } from './outage.ts'

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
        for (const { address } of session.envelope.rcptTo) store(mail, address, inbox)
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
