import { maxBotSend, telegramBotSend } from './bots.ts'
import type { Gateway } from './gateway.ts'
import { ovhAsk, ovhFind, ovhSend } from './ovh.ts'
import { PAYMENT_ROUTES } from './payments/routes.ts'
import { postmarkAsk, postmarkFind, postmarkSend } from './postmark.ts'
import { rapportoSend } from './rapporto.ts'
import { smscSend, smscStatus } from './smsc.ts'
import { telegramAsk, telegramSend } from './telegram.ts'
import { twilioAsk, twilioList, twilioSend } from './twilio.ts'

/** The gateways' calls, in their own addresses behind the name of each; groups are handed on as `params`. */
const ROUTES: [call: RegExp, gateway: Gateway][] = [
  [/^POST \/smsc\/send\.php$/, smscSend],
  [/^POST \/smsc\/status\.php$/, smscStatus],
  [/^POST \/twilio\/2010-04-01\/Accounts\/([^/]+)\/Messages\.json$/, twilioSend],
  [/^GET \/twilio\/2010-04-01\/Accounts\/([^/]+)\/Messages\.json$/, twilioList],
  [/^GET \/twilio\/2010-04-01\/Accounts\/([^/]+)\/Messages\/([^/]+)\.json$/, twilioAsk],
  [/^POST \/ovh\/1\.0\/sms\/[^/]+\/jobs$/, ovhSend],
  [/^GET \/ovh\/1\.0\/sms\/[^/]+\/outgoing$/, ovhFind],
  [/^GET \/ovh\/1\.0\/sms\/[^/]+\/outgoing\/(\d+)$/, ovhAsk],
  [/^POST \/postmark\/email$/, postmarkSend],
  [/^GET \/postmark\/messages\/outbound$/, postmarkFind],
  [/^GET \/postmark\/messages\/outbound\/([^/]+)\/details$/, postmarkAsk],
  [/^POST \/rapporto\/[^/]+$/, rapportoSend],
  [/^POST \/telegram-bot\/bot[^/]+\/sendMessage$/, telegramBotSend],
  [/^POST \/max-bot\/messages$/, maxBotSend],
  [/^POST \/telegram-gateway\/sendVerificationMessage$/, telegramSend],
  [/^POST \/telegram-gateway\/checkVerificationStatus$/, telegramAsk],
  ...PAYMENT_ROUTES,
]

/** Returns the gateway that answers a call, with what its address leaves open; null if none does. */
export function gatewayOf(method: string, path: string): { gateway: Gateway; params: string[] } | null {
  for (const [call, gateway] of ROUTES) {
    const found = call.exec(`${method} ${path}`)
    if (found) return { gateway, params: found.slice(1).map(decodeURIComponent) }
  }
  return null
}
