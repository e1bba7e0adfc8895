import type { Locale } from './terms.ts'

/**
 * What the courier says at the door when a parcel must be held (R13, R14), in the
 * recipient's language. `point` is the name of the point, or null when the parcel goes back to the depot.
 */
const HOLD_WORDS: Record<Locale, { point: (name: string) => string; depot: string }> = {
  ru: {
    point: (name) =>
      `По указанию отправителя я не могу отдать посылку без секретного кода. Она будет ждать вас в ${/^ПВЗ/.test(name) ? name : `ПВЗ «${name}»`}: её выдадут по документу, удостоверяющему личность.`,
    depot:
      'По указанию отправителя я не могу отдать посылку без секретного кода. Она вернётся на склад, с вами свяжутся, чтобы договориться о новой доставке.',
  },
  fr: {
    point: (name) =>
      `Sur instruction de votre expéditeur, je ne peux pas vous remettre le colis sans le code secret. Il vous attendra au point relais « ${name} », où il vous sera remis contre une pièce d’identité.`,
    depot:
      'Sur instruction de votre expéditeur, je ne peux pas vous remettre le colis sans le code secret. Il retourne à l’agence, qui vous contactera pour une nouvelle livraison.',
  },
  en: {
    point: (name) =>
      `By your sender’s instructions I may not hand the parcel over without the secret code. It will wait for you at the pick-up point “${name}”, where you can collect it with an identity document.`,
    depot:
      'By your sender’s instructions I may not hand the parcel over without the secret code. It goes back to the depot, which will contact you about another delivery.',
  },
}

/**
 * Returns the prescribed words for a hold, in the recipient's language. `pointName` is null if the parcel
 * goes back to the depot.
 */
export function holdWords(locale: Locale, pointName: string | null): string {
  const words = HOLD_WORDS[locale]
  return pointName === null ? words.depot : words.point(pointName)
}
