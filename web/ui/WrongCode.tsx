import { inline } from '../i18n/texts.ts'
import { Outcome, type OutcomeProps } from './Outcome.tsx'
import './wrong-code.css'

const word = inline({
  en: {
    wrongCode: 'Wrong code',
    lastTry: 'Last try',
    triesLeft: 'Tries left: {count} of {of}',
  },
  fr: {
    wrongCode: 'Code faux',
    lastTry: 'Dernier essai',
    triesLeft: 'Essais restants : {count} sur {of}',
  },
  ru: {
    wrongCode: 'Неверный код',
    lastTry: 'Последняя попытка',
    triesLeft: 'Осталось попыток: {count} из {of}',
  },
})

/** Every policy allows five attempts (R12). */
const ATTEMPTS = 5

interface WrongCodeProps extends Pick<OutcomeProps, 'text' | 'next' | 'other'> {
  /** How many codes may still be tried, at least one. */
  left: number
}

/** Fills the screen after a wrong code: red, with the tries that are left as dots. The last one looks like the last. */
export function WrongCode({ left, ...rest }: WrongCodeProps) {
  const last = left === 1
  return (
    <Outcome kind={last ? 'last-try' : 'do-not'} title={word(last ? 'lastTry' : 'wrongCode')} {...rest}>
      <p class="tries">
        <span aria-hidden="true">
          {Array.from({ length: ATTEMPTS }, (_, n) => (
            <i key={n} data-left={n < left || undefined} />
          ))}
        </span>
        {word('triesLeft', { count: left, of: ATTEMPTS })}
      </p>
    </Outcome>
  )
}
