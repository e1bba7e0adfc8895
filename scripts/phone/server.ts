import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createPhoneHttp } from './http.ts'
import { openInbox, type Received } from './inbox.ts'
import { Outage } from './outage.ts'
import { startSmtp } from './smtp.ts'

export interface PhoneOptions {
  /** 0: any free port. */
  port: number
  /** SMTP with STARTTLS. 0: any free port. */
  smtpPort: number
  /** SMTP with TLS from the first byte; absent: not served. */
  smtpsPort?: number
  /** Where messages are kept. */
  dir: string
  /** PEM. */
  cert: string
  /** PEM. */
  key: string
}

export interface Phone {
  url: string
  smtpPort: number
  smtpsPort: number | undefined
  messages(): Received[]
  close(): Promise<void>
}

/**
 * A recipient's phone for development and tests: real gateway protocols in, a phone's screen out.
 * It listens on loopback only. Rejects with the system's error when a port is taken.
 */
export async function startPhone(options: PhoneOptions): Promise<Phone> {
  const { port, smtpPort, smtpsPort, dir, cert, key } = options
  const inbox = openInbox(dir)
  const outage = new Outage()
  const http = createPhoneHttp(inbox, outage)
  http.listen(port, '127.0.0.1')
  await once(http, 'listening')
  const mail = await startSmtp({ port: smtpPort, implicitTls: false, cert, key }, inbox, outage).catch(
    (error) => {
      http.close()
      throw error
    },
  )
  const smtps =
    smtpsPort === undefined
      ? undefined
      : await startSmtp({ port: smtpsPort, implicitTls: true, cert, key }, inbox, outage)
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    smtpPort: mail.port,
    smtpsPort: smtps?.port,
    messages: () => inbox.all(),
    async close() {
      http.close()
      http.closeAllConnections()
      await Promise.all([mail.close(), smtps?.close()])
    },
  }
}
