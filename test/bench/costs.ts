import type { Prices } from '../../worker/domain/stats.ts'
import type { Locale, Profile } from '../../worker/domain/terms.ts'
import { COURSES, longest } from './messages.ts'

/** What differs from place to place. All of it can be given as JSON: `COSTS='{"kse": {"sms": 420}}'`. */
export interface Market {
  locale: Locale
  /** Of one part of an SMS, a mail, a messenger's message and a call, in minor units. */
  prices: Prices
  /** The share of recipients whom a messenger by number reaches, and of those who opened a bot's chat. */
  messenger: number
  bot: number
  /** The share of hand-overs at which a message is asked for at the door. */
  again: number
}

export const MARKETS: Record<Profile, Market> = {
  kse: {
    locale: 'ru',
    prices: { currency: 'RUB', sms: 350, email: 2.5, messenger: 120, voice: 250 },
    ...{ messenger: 0.6, bot: 0.2, again: 0.15 },
  },
  chronopost: {
    locale: 'fr',
    prices: { currency: 'EUR', sms: 4.5, email: 0.1, messenger: 3, voice: 9 },
    ...{ messenger: 0.6, bot: 0.2, again: 0.15 },
  },
}

export interface Cost {
  profile: Profile
  way: string
  /** Per thousand hand-overs at the first visit. */
  parts: number
  amount: number
  currency: string
}

/** Returns what a thousand hand-overs at the first visit cost in messages to telephones, by how a contract tells them. */
export function costs(markets: Record<Profile, Market> = MARKETS): Cost[] {
  const most = longest()
  return (['kse', 'chronopost'] as const).flatMap((profile) => {
    const { locale, prices, messenger, bot, again } = markets[profile]
    const causes = COURSES[profile].door
    const parts = causes.reduce((sum, cause) => sum + most(cause, locale, profile), 0)
    const secret = most('released', locale, profile) + again * most('resend', locale, profile)
    const asked = 1 + again
    const of = (way: string, smsParts: number, paidByMessenger: number): Cost => ({
      profile,
      way,
      parts: Math.round(smsParts * 1000),
      amount: Math.round((smsParts * prices.sms + paidByMessenger * prices.messenger) * 1000),
      currency: prices.currency,
    })
    // Who has the bot is told for nothing; of the others the messenger reaches its share, and the rest get an SMS.
    const byBot = (1 - bot) * messenger
    return [
      of('each moment by SMS', parts, 0),
      of('only the secret, and on demand', secret, 0),
      of('messenger first', parts * (1 - messenger), causes.length * messenger),
      of('bot, then messenger first', parts * (1 - bot) * (1 - messenger), causes.length * byBot),
      of('only the secret, messenger first', secret * (1 - messenger), asked * messenger),
    ]
  })
}

/** Prints the table of `docs/costs.md`. */
export function benchCosts(): boolean {
  const given = JSON.parse(process.env.COSTS ?? '{}') as Partial<Record<Profile, Partial<Prices>>>
  const market = (profile: Profile): Market => ({
    ...MARKETS[profile],
    prices: { ...MARKETS[profile].prices, ...given[profile] },
  })
  console.log('\nSMS parts and cost of a thousand hand-overs (docs/costs.md)')
  for (const { profile, way, parts, amount, currency } of costs({
    kse: market('kse'),
    chronopost: market('chronopost'),
  }))
    console.log(
      `  ${profile.padEnd(11)} ${way.padEnd(34)} ${String(parts).padStart(5)} parts ${(amount / 100).toFixed(2).padStart(9)} ${currency}`,
    )
  return true
}

if (import.meta.filename === process.argv[1]) benchCosts()
