import type { Locale } from '../domain/terms.ts'

/** Where the recipient says the code that the call tells. */
type Site = 'door' | 'counter'

const SPEECH: Record<Locale, (carrier: string, code: string, site: Site) => string[]> = {
  ru: (carrier, code, site) => [
    `Здравствуйте. ${carrier}: вам посылка.`,
    `Код для получения: ${code}.`,
    `Повторяю: ${code}.`,
    site === 'door'
      ? 'Назовите его только курьеру, когда он стоит перед вами.'
      : 'Назовите его только на выдаче, когда придёте за посылкой.',
    'По телефону не сообщайте его никому.',
    `Ещё раз, код: ${code}.`,
  ],
  fr: (carrier, code, site) => [
    `Bonjour. ${carrier} a un colis pour vous.`,
    `Votre code : ${code}.`,
    `Je répète : ${code}.`,
    site === 'door'
      ? 'Ne le dites qu’au livreur, quand il est devant vous.'
      : 'Ne le dites qu’au guichet, quand vous venez chercher le colis.',
    'Ne le donnez à personne par téléphone.',
    `Encore une fois, le code : ${code}.`,
  ],
  en: (carrier, code, site) => [
    `Hello. ${carrier} has a parcel for you.`,
    `Your code is: ${code}.`,
    `I repeat: ${code}.`,
    site === 'door'
      ? 'Say it only to the courier, when they stand in front of you.'
      : 'Say it only at the counter, when you collect the parcel.',
    'Never give it to anyone by phone.',
    `Once more, the code is: ${code}.`,
  ],
}

/** Returns what a call says: the code digit by digit, three times, in the recipient's language (R5). */
export const spoken = (locale: Locale, carrier: string, pin: string, site: Site): string =>
  SPEECH[locale](carrier, [...pin].join(', '), site).join(' ')
