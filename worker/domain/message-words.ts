import type { MessageContent } from './message-content.ts'
import type { Locale } from './terms.ts'

/** Whether a sentence is for a letter or page, or for an SMS, where each sign costs. */
export type Length = 'long' | 'short'

interface Words {
  /** Who may be told the code or be shown the page. It is never somebody who only calls. */
  presence: { code: string; page: string; codeAtCounter: string; pageAtCounter: string }
  /** What follows without the code. */
  without: { hold: string; identity: string; atCounter: string; documentAlone: string }
  /** That it has to be paid first (R30). */
  due: (amount: string) => string
}

/** The sentences that every message with a secret has to contain (R5), in the recipient's language. */
const WORDS: Record<Locale, Record<Length, Words>> = {
  ru: {
    long: {
      presence: {
        code: 'Назовите код только в присутствии курьера — не по телефону и не тому, кто вам звонит.',
        page: 'Откройте и покажите страницу только в присутствии курьера; никому не говорите по телефону, что на ней.',
        codeAtCounter: 'Назовите код только сотруднику ПВЗ — не по телефону и не тому, кто вам звонит.',
        pageAtCounter:
          'Откройте и покажите страницу только сотруднику ПВЗ; никому не говорите по телефону, что на ней.',
      },
      without: {
        hold: 'Без кода посылка не выдаётся и будет ждать в ПВЗ.',
        identity: 'Без кода курьер проверит паспорт.',
        atCounter: 'Если кода нет, возьмите паспорт или другой документ, удостоверяющий личность.',
        documentAlone: 'Возьмите паспорт или другой документ, удостоверяющий личность.',
      },
      due: (amount) => `Сначала оплатите ${amount} на странице: посылку отдадут только после оплаты.`,
    },
    short: {
      presence: {
        code: 'Код — только курьеру лично, не по телефону.',
        page: 'Ссылка — только при курьере, не по телефону.',
        codeAtCounter: 'Код — только в ПВЗ, не по телефону.',
        pageAtCounter: 'Ссылка — только в ПВЗ, не по телефону.',
      },
      without: {
        hold: 'Без кода — в ПВЗ.',
        identity: 'Без кода — паспорт.',
        atCounter: 'Без кода — паспорт.',
        documentAlone: 'Возьмите паспорт.',
      },
      due: (amount) => `Сначала оплатите ${amount} по ссылке.`,
    },
  },
  fr: {
    long: {
      presence: {
        code: 'Donnez le code uniquement en présence du livreur, jamais par téléphone ni à quelqu’un qui vous appelle.',
        page: 'Ouvrez et montrez la page uniquement en présence du livreur, et ne dites à personne par téléphone ce qui s’y affiche.',
        codeAtCounter:
          'Donnez le code uniquement au guichet, jamais par téléphone ni à quelqu’un qui vous appelle.',
        pageAtCounter:
          'Ouvrez et montrez la page uniquement au guichet, et ne dites à personne par téléphone ce qui s’y affiche.',
      },
      without: {
        hold: 'Sans code, le colis ne sera pas remis : il vous attendra dans un point relais.',
        identity: 'Sans code, le livreur vérifiera votre pièce d’identité.',
        atCounter: 'Sans code, apportez une pièce d’identité.',
        documentAlone: 'Apportez une pièce d’identité.',
      },
      due: (amount) => `Payez d’abord ${amount} sur la page : le colis n’est remis qu’après le paiement.`,
    },
    short: {
      presence: {
        code: 'Ne donnez le code qu’au livreur, jamais par téléphone.',
        page: 'N’ouvrez le lien que devant le livreur, jamais au téléphone.',
        codeAtCounter: 'Ne donnez le code qu’au guichet, jamais par téléphone.',
        pageAtCounter: 'N’ouvrez le lien qu’au guichet, jamais au téléphone.',
      },
      without: {
        hold: 'Sans code : point relais.',
        identity: 'Sans code, pièce d’identité.',
        atCounter: 'Sans code, pièce d’identité.',
        documentAlone: 'Apportez une pièce d’identité.',
      },
      due: (amount) => `Payez d’abord ${amount} sur la page.`,
    },
  },
  en: {
    long: {
      presence: {
        code: 'Give the code only in the courier’s presence: never by phone, never to anyone who calls you.',
        page: 'Open and show the page only in the courier’s presence; never tell anyone by phone what is on it.',
        codeAtCounter: 'Give the code at the counter only: never by phone, never to anyone who calls you.',
        pageAtCounter:
          'Open and show the page at the counter only; never tell anyone by phone what is on it.',
      },
      without: {
        hold: 'Without the code the parcel is not handed over and waits at a pick-up point.',
        identity: 'Without the code the courier checks your identity document.',
        atCounter: 'Without the code, bring an identity document.',
        documentAlone: 'Bring an identity document.',
      },
      due: (amount) => `Pay ${amount} on the page first: the parcel is handed over only after that.`,
    },
    short: {
      presence: {
        code: 'Give the code only to the courier in person, never by phone.',
        page: 'Open the link only with the courier there, never for a caller.',
        codeAtCounter: 'Give the code only at the counter, never by phone.',
        pageAtCounter: 'Open the link only at the counter, never for a caller.',
      },
      without: {
        hold: 'Without it: pick-up point.',
        identity: 'Without it: identity document.',
        atCounter: 'Without it: identity document.',
        documentAlone: 'Bring an identity document.',
      },
      due: (amount) => `Pay ${amount} on the page first.`,
    },
  },
}

/**
 * Returns the sentence "only in the courier's presence, never by phone", or the same for the counter; empty
 * if the message tells no secret. While something is to be paid it says that in its place: the page shows nothing
 * before, and the message about the payment says it (R30).
 */
export function presenceWords(
  locale: Locale,
  { secret, pin, counter, due }: MessageContent,
  length: Length = 'long',
): string {
  const words = WORDS[locale][length]
  if (due !== null && (secret || counter)) return words.due(due)
  if (!secret) return ''
  const { presence } = words
  if (counter) return pin ? presence.codeAtCounter : presence.pageAtCounter
  return pin ? presence.code : presence.page
}

/** Returns what follows without the code, as the policy says; empty if nothing does, or nothing before it is paid. */
export function withoutWords(
  locale: Locale,
  { secret, pin, counter, withoutCode, due }: MessageContent,
  length: Length = 'long',
): string {
  if (due !== null) return ''
  const { without } = WORDS[locale][length]
  if (!counter) return secret ? without[withoutCode] : ''
  if (!counter.identity) return ''
  return pin || counter.link ? without.atCounter : without.documentAlone
}
