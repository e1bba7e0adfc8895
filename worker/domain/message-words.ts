import type { MessageContent } from './message-content.ts'
import type { Locale } from './terms.ts'

interface Words {
  /** Who may be told the code or be shown the page. It is never somebody who only calls. */
  presence: { code: string; page: string; codeAtCounter: string; pageAtCounter: string }
  /** What follows without the code. */
  without: { hold: string; identity: string; atCounter: string; documentAlone: string }
}

/** The sentences that every message with a secret has to contain (R5), in the recipient's language. */
const WORDS: Record<Locale, Words> = {
  ru: {
    presence: {
      code: 'Назовите код только в присутствии курьера — не по телефону и не тому, кто вам звонит.',
      page: 'Откройте и покажите страницу только в присутствии курьера; никому не говорите по телефону, что на ней.',
      codeAtCounter: 'Назовите код только сотруднику пункта — не по телефону и не тому, кто вам звонит.',
      pageAtCounter:
        'Откройте и покажите страницу только сотруднику пункта; никому не говорите по телефону, что на ней.',
    },
    without: {
      hold: 'Без кода посылка не выдаётся и будет ждать в пункте выдачи.',
      identity: 'Без кода курьер проверит паспорт.',
      atCounter: 'Если кода нет, возьмите документ, удостоверяющий личность.',
      documentAlone: 'Возьмите документ, удостоверяющий личность.',
    },
  },
  fr: {
    presence: {
      code: 'Donnez le code uniquement en présence du livreur, jamais par téléphone ni à quelqu’un qui vous appelle.',
      page: 'Ouvrez et montrez la page uniquement en présence du livreur, et ne dites à personne par téléphone ce qui s’y affiche.',
      codeAtCounter:
        'Donnez le code uniquement au guichet, jamais par téléphone ni à quelqu’un qui vous appelle.',
      pageAtCounter:
        'Ouvrez et montrez la page uniquement au guichet, et ne dites à personne par téléphone ce qui s’y affiche.',
    },
    without: {
      hold: 'Sans code, le colis ne sera pas remis : il attendra au point de retrait.',
      identity: 'Sans code, le livreur vérifiera votre pièce d’identité.',
      atCounter: 'Sans lui, apportez une pièce d’identité.',
      documentAlone: 'Apportez une pièce d’identité.',
    },
  },
  en: {
    presence: {
      code: 'Tell the code only in the courier’s presence: never by phone, never to anyone who calls you.',
      page: 'Open and show the page only in the courier’s presence; never tell anyone by phone what is on it.',
      codeAtCounter: 'Tell the code at the counter only: never by phone, never to anyone who calls you.',
      pageAtCounter: 'Open and show the page at the counter only; never tell anyone by phone what is on it.',
    },
    without: {
      hold: 'Without the code the parcel is not handed over and waits at a pick-up point.',
      identity: 'Without the code the courier checks your identity document.',
      atCounter: 'Without it, bring an identity document.',
      documentAlone: 'Bring an identity document.',
    },
  },
}

/**
 * Returns the sentence "only in the courier's presence, never by phone", or the same for the counter; empty
 * if the message tells no secret.
 */
export function presenceWords(locale: Locale, { secret, pin, counter }: MessageContent): string {
  if (!secret) return ''
  const { presence } = WORDS[locale]
  if (counter) return pin ? presence.codeAtCounter : presence.pageAtCounter
  return pin ? presence.code : presence.page
}

/** Returns what follows without the code, as the policy says; empty if nothing does. */
export function withoutWords(locale: Locale, { secret, pin, counter, withoutCode }: MessageContent): string {
  const { without } = WORDS[locale]
  if (!counter) return secret ? without[withoutCode] : ''
  if (!counter.identity) return ''
  return pin || counter.link ? without.atCounter : without.documentAlone
}
