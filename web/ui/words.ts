import { inline } from '../i18n/texts.ts'

/** The few words that shared components say themselves, mostly for screen readers. */
export const word = inline({
  en: {
    back: 'Back',
    close: 'Close',
    erase: 'Delete the last digit',
    entered: '{count} of {of} digits',
    step: 'Step {count} of {of}',
  },
  fr: {
    back: 'Retour',
    close: 'Fermer',
    erase: 'Effacer le dernier chiffre',
    entered: '{count} chiffres sur {of}',
    step: 'Étape {count} sur {of}',
  },
  ru: {
    back: 'Назад',
    close: 'Закрыть',
    erase: 'Стереть последнюю цифру',
    entered: 'Введено цифр: {count} из {of}',
    step: 'Шаг {count} из {of}',
  },
})
