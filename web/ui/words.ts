import { inline } from '../i18n/texts.ts'

/** The few words that shared components say themselves, mostly for screen readers. */
export const word = inline({
  en: {
    back: 'Back',
    step: 'Step {count} of {of}',
  },
  fr: {
    back: 'Retour',
    step: 'Étape {count} sur {of}',
  },
  ru: {
    back: 'Назад',
    step: 'Шаг {count} из {of}',
  },
})
