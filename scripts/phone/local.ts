import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PhoneOptions } from './server.ts'

/** Returns how the phone of a developer's machine is started: with every provider and messenger of the local keys. */
export function localPhone(
  root: string,
  vars: Record<string, string>,
  ports: Pick<PhoneOptions, 'port' | 'smtpPort'>,
): PhoneOptions {
  const { PUBLIC_URL: publicUrl = '', SMS_REPORT_KEY: phrase = '' } = vars
  const { TELEGRAM_BOT_SECRET: telegram = '', MAX_BOT_SECRET: max = '' } = vars
  const { PAYMENT_STRIPE_WEBHOOK_SECRET: webhookSecret = '' } = vars
  return {
    ...ports,
    dir: join(root, '.phone'),
    cert: readFileSync(join(root, '.keys/tls.crt'), 'utf8'),
    key: readFileSync(join(root, '.keys/tls.key'), 'utf8'),
    reports: { publicUrl, phrase },
    payments: { publicUrl, webhookSecret },
    bots: { publicUrl, secrets: { telegram, max } },
  }
}
