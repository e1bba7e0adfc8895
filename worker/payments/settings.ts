import type { PaymentProviderName } from '../domain/terms.ts'
import type { PaidItem, PaymentProvider } from './provider.ts'
import { type StripeSettings, stripeProvider } from './stripe.ts'
import { toStripe } from './stripe-order.ts'
import { type YookassaSettings, yookassaProvider } from './yookassa.ts'
import { isYookassaVat } from './yookassa-receipt.ts'

/** The providers that this deployment has an account with; a missing one takes no payments. */
export interface PaymentSettings {
  stripe?: StripeSettings
  yookassa?: YookassaSettings
}

/** The variables of the providers, as the platform supplies them: strings that may be missing. */
export type PaymentEnv = Partial<
  Record<
    `PAYMENT_${`STRIPE_${'KEY' | 'WEBHOOK_SECRET' | 'URL'}` | `YOOKASSA_${'SHOP' | 'KEY' | 'URL'}`}`,
    string
  >
>

/** Where the settings are read from, and what is wrong with them. */
interface Reading {
  env: PaymentEnv
  production: boolean
  /** Each begins with the name of its variable and says what that takes, never what it holds. */
  faults: string[]
}

/** What each provider cannot do without, and the address of its API. */
const STRIPE = {
  PAYMENT_STRIPE_KEY: 'the secret key of the account',
  PAYMENT_STRIPE_WEBHOOK_SECRET: 'what the webhook signs with, whsec_…',
}
const YOOKASSA = {
  PAYMENT_YOOKASSA_SHOP: 'the number of the shop',
  PAYMENT_YOOKASSA_KEY: 'its secret key',
}

/** Reads the settings of all providers; what is wrong with them is added to `faults`. */
export function parsePayments(env: PaymentEnv, production: boolean, faults: string[]): PaymentSettings {
  const reading = { env, production, faults }
  const stripe = accountOf(reading, STRIPE, 'PAYMENT_STRIPE_URL', 'https://api.stripe.com')
  const yookassa = accountOf(reading, YOOKASSA, 'PAYMENT_YOOKASSA_URL', 'https://api.yookassa.ru')
  return {
    ...(stripe && {
      stripe: {
        url: stripe.url,
        key: stripe.of('PAYMENT_STRIPE_KEY'),
        webhookSecret: stripe.of('PAYMENT_STRIPE_WEBHOOK_SECRET'),
      },
    }),
    ...(yookassa && {
      yookassa: {
        url: yookassa.url,
        shop: yookassa.of('PAYMENT_YOOKASSA_SHOP'),
        key: yookassa.of('PAYMENT_YOOKASSA_KEY'),
      },
    }),
  }
}

/** Reads a provider's account, which there is once any part of it is set; then none may be missing. */
function accountOf<Name extends keyof PaymentEnv>(
  { env, production, faults }: Reading,
  needed: Record<Name, string>,
  address: keyof PaymentEnv,
  usual: string,
): { url: string; of: (name: Name) => string } | null {
  const names = Object.keys(needed) as Name[]
  const missing = names.filter((name) => !env[name])
  if (missing.length === names.length) return null
  faults.push(...missing.map((name) => `${name}: missing, ${needed[name]}`))
  const url = env[address] || usual
  // The account's key travels to this address.
  if (!(production ? /^https:$/ : /^https?:$/).test(URL.parse(url)?.protocol ?? ''))
    faults.push(`${address}: the address of the API, https in production`)
  return missing.length > 0 ? null : { url, of: (name) => env[name] ?? '' }
}

/** Returns the deployment's providers. */
export const paymentsOf = (
  { stripe, yookassa }: PaymentSettings,
  fetch: typeof globalThis.fetch,
): Partial<Record<PaymentProviderName, PaymentProvider>> => ({
  ...(stripe && { stripe: stripeProvider(stripe, fetch) }),
  ...(yookassa && { yookassa: yookassaProvider(yookassa, fetch) }),
})

/** Returns who takes payments in a currency; null: nobody does in this deployment. */
export function providerFor(currency: string, settings: PaymentSettings): PaymentProviderName | null {
  const name = currency === 'RUB' ? 'yookassa' : 'stripe'
  return settings[name] ? name : null
}

/** Whether a provider can say a rate of VAT on its fiscal receipts. Only YooKassa issues any (54-FZ). */
export const expressesVat = (provider: PaymentProviderName, vat: PaidItem['vat']): boolean =>
  provider !== 'yookassa' || isYookassaVat(vat)

/** Whether a provider can take this price. Stripe counts some currencies in coarser units. */
export const takesPrice = (provider: PaymentProviderName, price: number, currency: string): boolean =>
  provider !== 'stripe' || toStripe(price, currency) !== null
