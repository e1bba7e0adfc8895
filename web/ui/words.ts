import { inline } from '../i18n/texts.ts'

/** The few words that shared components say themselves, mostly for screen readers. */
export const word = inline({
  en: {
    wrongCode: 'Wrong code',
    lastTry: 'Last try',
    triesLeft: 'Tries left: {count} of {of}',
    back: 'Back',
    close: 'Close',
    erase: 'Delete the last digit',
    entered: '{count} of {of} digits',
    step: 'Step {count} of {of}',
  },
  fr: {
    wrongCode: 'Code faux',
    lastTry: 'Dernier essai',
    triesLeft: 'Essais restants : {count} sur {of}',
    back: 'Retour',
    close: 'Fermer',
    erase: 'Effacer le dernier chiffre',
    entered: '{count} chiffres sur {of}',
    step: 'Étape {count} sur {of}',
  },
  ru: {
    wrongCode: 'Неверный код',
    lastTry: 'Последняя попытка',
    triesLeft: 'Осталось попыток: {count} из {of}',
    back: 'Назад',
    close: 'Закрыть',
    erase: 'Стереть последнюю цифру',
    entered: 'Введено цифр: {count} из {of}',
    step: 'Шаг {count} из {of}',
  },
})
