import { LOCALES, type Locale } from '../domain/terms.ts'

/** What a bot answers by itself. Everything about a parcel is a message of that shipment. */
export type Reply = 'only-news' | 'dead-link'

const WORDS: Record<Reply, Record<Locale, string>> = {
  'only-news': {
    ru: 'Здесь только новости о ваших посылках. Откройте чат со страницы посылки: ссылка на неё в сообщении перевозчика.',
    fr: 'Ici arrivent seulement les nouvelles de vos colis. Ouvrez la messagerie depuis la page du colis : son lien est dans le message du transporteur.',
    en: 'Only news of your parcels comes here. Open the chat from the parcel’s page: its link is in the carrier’s message.',
  },
  'dead-link': {
    ru: 'Эта ссылка больше не действует. Откройте страницу посылки по новейшему сообщению.',
    fr: 'Ce lien n’est plus valable. Ouvrez la page du colis depuis le message le plus récent.',
    en: 'This link is no longer valid. Open the parcel’s page from the newest message.',
  },
}

/** Returns the words of an answer in the messenger's language, else in English. */
export const botReply = (reply: Reply, language = ''): string =>
  WORDS[reply][LOCALES.find((locale) => language.toLowerCase().startsWith(locale)) ?? 'en']
