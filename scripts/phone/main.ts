import { join } from 'node:path'
import { ensureLocalKeys } from '../local-keys.ts'
import { localPhone } from './local.ts'
import { startPhone } from './server.ts'

const PHONE_PORT = Number(process.env.PHONE_PORT ?? 8788)
const SMTP_PORT = Number(process.env.SMTP_PORT ?? 8789)
const root = join(import.meta.dirname, '../..')

const keys = await ensureLocalKeys(root)
try {
  const phone = await startPhone(localPhone(root, keys, { port: PHONE_PORT, smtpPort: SMTP_PORT }))
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
