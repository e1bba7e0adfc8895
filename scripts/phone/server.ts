import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { BotOptions } from './bots.ts'
import { createPhoneHttp } from './http.ts'
import { openInbox, type Received } from './inbox.ts'
import { Outage } from './outage.ts'
import { openBook } from './payments/book.ts'
import { Desk } from './payments/desk.ts'
import { createNotices, type PaymentOptions } from './payments/notices.ts'
import { createReports, type ReportOptions } from './reports.ts'
import { startSmtp } from './smtp.ts'

export interface PhoneOptions {
  /** The HTTP port; 0 picks a free one. */
  port: number
  /** The port of SMTP with STARTTLS; 0 picks a free one. */
  smtpPort: number
  /** The port of SMTP with TLS from the first byte. Without it this is not served. */
  smtpsPort?: number
  /** The folder where messages are kept. */
  dir: string
  /** The certificate in PEM. */
  cert: string
  /** The private key in PEM. */
  key: string
  /** Where the gateways send delivery reports by themselves; without it they only answer when they are asked. */
  reports?: ReportOptions
  /** Where messengers tell who opened a bot's chat. */
  bots?: BotOptions
  /** Where the providers of payments tell what became of them; without it they only answer when they are asked. */
  payments?: PaymentOptions
}

export interface Phone {
  url: string
  smtpPort: number
  smtpsPort: number | undefined
  messages(): Received[]
  close(): Promise<void>
}

/**
 * Starts a recipient's phone for development and tests: it speaks the real gateways' protocols and shows a
 * phone's screen. It listens on loopback only. It rejects with the system's error when a port is taken.
 */
export async function startPhone(options: PhoneOptions): Promise<Phone> {
  const { port, smtpPort, smtpsPort, dir, cert, key } = options
  const inbox = openInbox(dir)
  const outage = new Outage()
  const reports = createReports(options.reports)
  const payments = new Desk(openBook(dir), (desk) => createNotices(options.payments, desk))
  const bots = options.bots && { bots: options.bots }
  const http = createPhoneHttp({ inbox, outage, reports, payments, ...bots })
  http.listen(port, '127.0.0.1')
  await once(http, 'listening')
  const mail = await startSmtp(
    { port: smtpPort, implicitTls: false, cert, key },
    inbox,
    outage,
    reports,
  ).catch((error) => {
    http.close()
    throw error
  })
  const smtps =
    smtpsPort === undefined
      ? undefined
      : await startSmtp({ port: smtpsPort, implicitTls: true, cert, key }, inbox, outage, reports)
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    smtpPort: mail.port,
    smtpsPort: smtps?.port,
    messages: () => inbox.all(),
    async close() {
      reports.close()
      payments.close()
      http.close()
      http.closeAllConnections()
      await Promise.all([mail.close(), smtps?.close()])
    },
  }
}
