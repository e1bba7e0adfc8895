import type { CourierStop } from '../../worker/api/stops/answers.ts'

/** The courier says these words before an identity check, in the recipient's language. */
const IDENTITY_WORDS: Record<CourierStop['locale'], string> = {
  ru: 'Без секретного кода я могу отдать посылку только по документу, удостоверяющему личность. Номер документа я не записываю.',
  fr: 'Sans le code secret, je ne peux vous remettre le colis que contre une pièce d’identité. Je ne relève aucun numéro.',
  en: 'Without the secret code I can hand the parcel over only against an identity document. I do not write down its number.',
}

export const identityWords = ({ locale }: Pick<CourierStop, 'locale'>): string => IDENTITY_WORDS[locale]
