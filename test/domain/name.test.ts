import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameKey, nameQuery, nameWords } from '../../worker/domain/name.ts'

test.each([
  ['Анна Седова', 'седова'],
  ['Седова Анна', 'седова'],
  ['Седова Анна Павловна', 'седова'],
  ['Анна Павловна Седова', 'седова'],
  ['Фёдор Ежов', 'ежов'],
  ['ЕЖОВ ФЁДОР', 'ежов'],
  ['Ли Анна', 'ли'],
  ['Camille Renaud', 'renaud'],
  ['Renaud Camille', 'renaud'],
  ['RENAUD Camille', 'renaud'],
  ['Jean-Pierre Müller', 'muller'],
  ['Müller Jean-Pierre', 'muller'],
  ['Hélène de la Tour', 'tour'],
  ['Inès Caron-Lefèvre', 'caron-lefevre'],
  ["Aoife O'Neill", 'oneill'],
  ['Mme Lefèvre', 'lefevre'],
  ['ООО Ромашка', 'ромашка'],
  ['Cher', 'cher'],
])('a name is found by its surname, on whichever side it stands: %s', (name, surname) => {
  expect(nameKey(name)?.surname).toBe(surname)
})

test('case, accents and ё are one and the same to a search', () => {
  expect(nameWords('  ФЁДОР  Œuvre-Été, d’Arc ')).toEqual(['федор', 'oeuvre-ete', 'darc'])
  expect(nameWords('федор oeuvre-ete darc')).toEqual(['федор', 'oeuvre-ete', 'darc'])
})

test.each(['', '   ', '…', '—'])('what has no word in it is no name: "%s"', (name) => {
  expect(nameKey(name)).toBeNull()
  expect(nameQuery(name)).toEqual({ surnames: [], words: [] })
})

test('a search takes each word for the surname it may be, but no particle', () => {
  expect(nameQuery('Анна Седова')).toEqual({ surnames: ['анна', 'седова'], words: ['анна', 'седова'] })
  expect(nameQuery('de la Tour')).toEqual({ surnames: ['tour'], words: ['de', 'la', 'tour'] })
})

test('every name is found by all its words, in any order and any case', () => {
  const word = fc.constantFrom('Анна', 'СЕДОВА', 'Павловна', 'Ёлкина', 'Jean', 'Müller', 'de', 'X', 'Ли')
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.func(fc.nat()), (given, rank) => {
      const key = nameKey(given.join(' '))
      const typed = [...given].sort((a, b) => rank(a) - rank(b)).join(' ')
      const { surnames, words } = nameQuery(typed.toLowerCase())
      expect(surnames).toContain(key?.surname)
      for (const one of words) expect(key?.words).toContain(` ${one} `)
    }),
  )
})
