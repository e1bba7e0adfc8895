import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smsParts } from '../../worker/domain/sms-parts.ts'

const shape = (text: string) => {
  const { encoding, units, parts, left } = smsParts(text)
  return { encoding, units, parts: parts.length, left }
}

test.each([
  ['nothing', '', 'GSM-7', 0, 0, 160],
  ['plain letters fill one part', 'a'.repeat(160), 'GSM-7', 160, 1, 0],
  ['one more makes two, and the header takes its room', 'a'.repeat(161), 'GSM-7', 161, 2, 145],
  ['accents of the basic alphabet cost one septet', 'éèùàÉ'.repeat(32), 'GSM-7', 160, 1, 0],
  ['characters behind an escape cost two', '€'.repeat(80), 'GSM-7', 160, 1, 0],
  ['Cyrillic makes all of it UCS-2', `${'a'.repeat(69)}я`, 'UCS-2', 70, 1, 0],
  ['one more makes two parts of sixty-seven', 'я'.repeat(71), 'UCS-2', 71, 2, 63],
  ['so does a curly apostrophe', 'L’été', 'UCS-2', 5, 1, 65],
  ['and a small c with cedilla, which the alphabet lacks', 'ça', 'UCS-2', 2, 1, 68],
  ['an emoji is two units', '📦'.repeat(35), 'UCS-2', 70, 1, 0],
])('R5: SMS parts: %s', (_title, text, encoding, units, parts, left) => {
  expect(shape(text)).toEqual({ encoding, units, parts, left })
})

test('R5: what needs two septets or two units is never torn apart between parts', () => {
  const euros = smsParts(`${'a'.repeat(152)}€${'b'.repeat(20)}`)
  expect(euros.parts).toEqual(['a'.repeat(152), `€${'b'.repeat(20)}`])
  const boxes = smsParts(`${'я'.repeat(66)}📦${'я'.repeat(20)}`)
  expect(boxes.parts).toEqual(['я'.repeat(66), `📦${'я'.repeat(20)}`])
})

test('R5: the parts of any text make the text again, and none is too long', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', '€', 'é', 'я', '📦', ' ', '{', '’'), maxLength: 400 })
  fc.assert(
    fc.property(texts, (text) => {
      const { encoding, parts } = smsParts(text)
      expect(parts.join('')).toBe(text)
      const most = parts.length > 1 ? 1 : 0
      const room = encoding === 'GSM-7' ? [160, 153] : [70, 67]
      for (const part of parts) {
        const units =
          encoding === 'GSM-7'
            ? [...part].reduce((sum, one) => sum + (/[€{]/.test(one) ? 2 : 1), 0)
            : part.length
        expect(units).toBeLessThanOrEqual(room[most] as number)
        expect(part.isWellFormed()).toBe(true)
      }
    }),
  )
})
