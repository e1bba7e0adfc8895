/** ISO 4217: the currencies in use. `Intl` is not asked, as it knows others in each runtime. */
const CODES =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP ' +
  'CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF ' +
  'IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD ' +
  'MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB ' +
  'RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD ' +
  'UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW'

/** How people write a currency beside its code, and its number in ISO 4217, as accounting programs export it. */
const WRITTEN: Record<string, string> = {
  RUB: '₽ р руб рубль рубли рублей rur rouble roubles ruble rubles 643 810',
  EUR: '€ euro euros евро 978',
  GBP: '£ 826',
  USD: 'us$ $us 840',
  CHF: '756',
  KZT: '₸ тг тенге 398',
  BYN: '933',
  AMD: '֏ 051 51',
  KGS: 'сом 417',
  PLN: 'zł 985',
  // Several countries write these; the column or the contract has to say which is meant.
  'USD CAD AUD NZD SGD HKD MXN': '$',
  'JPY CNY': '¥',
}

const CURRENCIES = new Set(CODES.split(' '))

const KNOWN = new Map<string, readonly string[]>([
  ...[...CURRENCIES].map((code): [string, string[]] => [code.toLowerCase(), [code]]),
  ...Object.entries(WRITTEN).flatMap(([codes, words]) =>
    words.split(' ').map((word): [string, string[]] => [word, codes.split(' ')]),
  ),
])

/** Whether this is the code of a currency in use (ISO 4217), in capitals. */
export const isCurrency = (code: string): boolean => CURRENCIES.has(code)

/** Returns the currencies that a code, a word or a sign may mean, usually one; none: it is not known. */
export const currenciesNamed = (text: string): readonly string[] =>
  KNOWN.get(text.trim().toLowerCase().replace(/\.$/, '')) ?? []

/** Returns the currencies that a title says its column is in ("Цена, руб.", "Prix (€)"); null: it says none. */
export function currenciesInTitle(title: string): readonly string[] | null {
  const said = (title.match(/[\p{L}\p{Sc}]+/gu) ?? []).map(currenciesNamed)
  return said.find((codes) => codes.length > 0) ?? null
}

/** The currencies of the countries in whose zones contracts are served (see `countryOfZone`). */
const OF_COUNTRIES: Record<string, string> = {
  RUB: 'RU',
  EUR: 'FR RE GP MQ GF YT IE BE LU MC DE ES IT',
  GBP: 'GB',
  CHF: 'CH',
  KZT: 'KZ',
  BYN: 'BY',
  AMD: 'AM',
  KGS: 'KG',
}

/** Returns the currency of a contract's country, for a file that says none; null: it is not known. */
export const currencyOfCountry = (country: string | null): string | null =>
  Object.entries(OF_COUNTRIES).find(([, all]) => country !== null && all.split(' ').includes(country))?.[0] ??
  null
