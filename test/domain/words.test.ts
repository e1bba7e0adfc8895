import { expect, test } from 'vitest'
import { holdWords } from '../../worker/domain/words.ts'

const SAYS = {
  ru: ['отправителя', 'секретного кода', 'по документу'],
  fr: ['expéditeur', 'code secret', 'pièce d’identité'],
  en: ['sender', 'secret code', 'identity document'],
} as const

test.each(['ru', 'fr', 'en'] as const)(
  'R14: the words of a hold say by whose instruction, why, where and against what: %s',
  (locale) => {
    const words = holdWords(locale, 'Tabac')
    for (const part of [...SAYS[locale], 'Tabac']) expect(words).toContain(part)
  },
)

test.each(['ru', 'fr', 'en'] as const)(
  'R14: back to the depot they promise no point and no document: %s',
  (locale) => {
    const words = holdWords(locale, null)
    for (const part of SAYS[locale].slice(0, 2)) expect(words).toContain(part)
    expect(words).not.toContain(SAYS[locale][2])
  },
)
