import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureLocalKeys } from '../local-keys.ts'
import { startPhone } from './server.ts'

const PHONE_PORT = Number(process.env.PHONE_PORT ?? 8788)
const SMTP_PORT = Number(process.env.SMTP_PORT ?? 8789)
const root = join(import.meta.dirname, '../..')

const { PUBLIC_URL = '', SMS_REPORT_KEY = '', TELEGRAM_BOT_SECRET: secret = '' } = await ensureLocalKeys(root)
try {
  const phone = await startPhone({
    port: PHONE_PORT,
    smtpPort: SMTP_PORT,
    dir: join(root, '.phone'),
    cert: readFileSync(join(root, '.keys/tls.crt'), 'utf8'),
    key: readFileSync(join(root, '.keys/tls.key'), 'utf8'),
    reports: { publicUrl: PUBLIC_URL, phrase: SMS_REPORT_KEY },
    bots: { publicUrl: PUBLIC_URL, secret },
  })
  console.log(`Recipient's phone: http://localhost:${PHONE_PORT}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => phone.close().then(() => process.exit(0)))
  }
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
  console.error(`The recipient's phone needs ports ${PHONE_PORT} and ${SMTP_PORT}, and one is taken.`)
  console.error('Stop what uses it, or set PHONE_PORT and SMTP_PORT to free ones.')
  process.exit(1)
}
