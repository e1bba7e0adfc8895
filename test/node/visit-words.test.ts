import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../worker/domain/terms.ts'
import { visitWords, wordsIn } from '../../worker/security/visit-words.ts'

const RING = { current: 'k1', keys: { k1: Buffer.alloc(32, 7) } }
const seed = (shipmentId: string) => ({ shipmentId, kid: 'k1', salt: Buffer.alloc(16, 3) })

describe.each(LOCALES)('the words of visits in %s', (locale) => {
  const words = wordsIn(locale)

  test('R39: there are 512, each once, short, and in letters of the language', () => {
    expect(words).toHaveLength(512)
    expect(new Set(words).size).toBe(512)
    const letters = locale === 'ru' ? /^[а-яё]{3,9}$/ : /^[a-zà-ÿœ]{3,9}$/
    for (const word of words) expect(word).toMatch(letters)
  })

  test('R39: their order is a part of words/v1', () => {
    const known = {
      en: '2f9d84f559781af9',
      fr: '62e9b0ae9c9f19ee',
      ru: '19081ee3e83a449a',
    }
    expect(createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 16)).toBe(known[locale])
  })

  test('R39: a visit always has the same two, never one twice, and the next visit has others', () => {
    const pairs = Array.from({ length: 400 }, (_, n) => visitWords(RING, seed(`s${n}`), 1, locale))
    for (const [one, two] of pairs) expect(one).not.toBe(two)
    expect(visitWords(RING, seed('s1'), 1, locale)).toEqual(pairs[1])
    expect(visitWords(RING, seed('s1'), 2, locale)).not.toEqual(pairs[1])
    expect(new Set(pairs.map((pair) => pair.join(' '))).size).toBeGreaterThan(395)
  })
})
