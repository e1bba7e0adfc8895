import type { Buffer } from 'node:buffer'
import net from 'node:net'
import tls from 'node:tls'
import SMTPConnection, { type SMTPConnectionEnvelope } from 'nodemailer/lib/smtp-connection'
import type { BounceSettings } from './bounce.ts'

const CONNECT_TIMEOUT_MS = 10_000
const REPLY_TIMEOUT_MS = 30_000

/**
 * Delivers one message in one SMTP session: greeting, TLS, login, envelope, data. Rejects with the library's
 * error.
 */
export async function deliver(
  settings: SmtpSettings,
  helloName: string,
  envelope: { from: string | false; to: string[] },
  mime: Buffer,
): Promise<void> {
  const implicit = settings.security === 'tls'
  const { ready, lost } = open(settings)
  const socket = await ready
  const smtp = new SMTPConnection({
    connection: socket,
    secure: implicit,
    secured: implicit,
    // If a server, or someone in between, hides STARTTLS, neither the password nor the mail is sent.
    requireTLS: !implicit,
    name: helloName,
    // The socket is already open, so this host is never dialled. A name here would be passed along with the
    // TLS upgrade, which workerd refuses, because it checks the certificate against the socket's own host.
    host: '0.0.0.0',
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: REPLY_TIMEOUT_MS,
    logger: false,
  })
  try {
    const session = new Promise<void>((resolve, reject) => {
      smtp.on('error', reject)
      smtp.on('end', () => reject(new Error('connection closed')))
      const send = () =>
        smtp.send(envelope as SMTPConnectionEnvelope, mime, (error) => (error ? reject(error) : resolve()))
      smtp.connect((error) => {
        if (error) return reject(error)
        if (!settings.user) return send()
        const login = { user: settings.user, pass: settings.password ?? '' }
        smtp.login(login, (refused) => (refused ? reject(refused) : send()))
      })
    })
    await Promise.race([session, lost])
  } finally {
    smtp.on('error', () => {})
    smtp.quit()
  }
}

/**
 * Opens the socket here so that the platform resolves the name; the library would ask a public resolver.
 * `lost` rejects when the socket fails or closes, also before the library listens to it.
 */
function open({ host, port, security }: SmtpSettings): { ready: Promise<net.Socket>; lost: Promise<never> } {
  const secure = security === 'tls'
  const socket = secure ? tls.connect({ host, port, servername: host }) : net.connect({ host, port })
  const lost = new Promise<never>((_, reject) => {
    socket.on('error', reject)
    socket.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECLOSED' })))
  })
  lost.catch(() => {}) // after a successful session nothing awaits it
  const late = () => socket.destroy(Object.assign(new Error('connect'), { code: 'ETIMEDOUT' }))
  const timer = setTimeout(late, CONNECT_TIMEOUT_MS)
  const connected = new Promise<net.Socket>((resolve) => {
    socket.once(secure ? 'secureConnect' : 'connect', () => resolve(socket))
  })
  return { ready: Promise.race([connected, lost]).finally(() => clearTimeout(timer)), lost }
}

export interface SmtpSettings {
  host: string
  port: number
  /**
   * `tls` encrypts from the first byte (465). `starttls` upgrades before login and mail (587). Neither sends
   * in clear.
   */
  security: 'tls' | 'starttls'
  user?: string
  password?: string
  /** `Name <address>`. */
  from: string
  /** Where servers return what they cannot deliver; absent: to `from`, and nobody reads it. */
  bounces?: BounceSettings
}
