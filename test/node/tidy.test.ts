import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { announceShipment, cancel } from '../../worker/api/shipments/bodies.ts'
import { tidy } from '../../worker/domain/tidy.ts'
import { errorsOf } from '../../worker/wire/errors.ts'

const HELENE = 'H\u00e9l\u00e8ne'

describe('a text from outside has one form', () => {
  test.each([
    ['decomposed accents', 'He\u0301le\u0300ne', HELENE],
    ['a blank that does not break', 'Anna\u00a0Petrova', 'Anna Petrova'],
    ['a narrow and an ideographic blank', 'Anna\u202f\u3000Petrova', 'Anna Petrova'],
    ['several blanks', ' Anna   Petrova ', 'Anna Petrova'],
    ['a zero-width blank', 'An\u200bna', 'Anna'],
    ['a byte order mark', '\ufeffAnna', 'Anna'],
    ['a soft hyphen', 'An\u00adna', 'Anna'],
    ['a word joiner', 'An\u2060na', 'Anna'],
    ['marks around the whole text', '\u202aAnna\u202c', 'Anna'],
    ['isolates', '\u2066Anna\u2069 \u2067Petrova\u2069 \u2068x\u2069', 'Anna Petrova x'],
    ['direction marks', '\u200eAnna\u200f', 'Anna'],
    ['a zero-width joiner between Latin letters', 'An\u200dna', 'Anna'],
    ['a line break at the end', 'Anna\r\n', 'Anna'],
    ['a zero-width sign between letter and accent', 'He\u200b\u0301le\u0300ne', HELENE],
    ['a filler that looks like nothing', 'An\u3164na', 'Anna'],
  ])('%s', (_what, text, form) => expect(tidy(text, 'one')).toEqual({ text: form, fault: null }))

  test.each([
    ['joined emoji', '👩\u200d👧 Anna'],
    ['an emoji in colours', '❤\ufe0f'],
    ['a Persian name', 'علی\u200cرضا'],
    ['Vietnamese', 'Nguyễn Thị Ánh'],
    ['Kazakh', 'Әнуар Қыдырғали'],
    ['Hebrew with its points', 'שָׁלוֹם'],
    ['Georgian', 'გიორგი ბერიძე'],
    ['Chinese', '王小明'],
    ['Thai', 'น้ำผึ้ง'],
  ])('%s stays as it is', (_what, text) =>
    expect(tidy(text, 'one')).toEqual({ text: text.normalize('NFC'), fault: null }),
  )

  test.each([
    ['letters turned round', 'Anna\u202eavotset', 'hidden-sign'],
    ['letters forced to one direction', 'Anna\u202davotset', 'hidden-sign'],
    ['a C1 control sign', 'Anna\u0092s', 'hidden-sign'],
    ['a next line sign', 'Anna\u0085Petrova', 'hidden-sign'],
    ['a line break', 'Anna\nPetrova', 'hidden-sign'],
    ['a line separator', 'Anna\u2028Petrova', 'hidden-sign'],
    ['a paragraph separator', 'Anna\u2029Petrova', 'hidden-sign'],
    ['an escape sign', 'Anna\u001b[31m', 'hidden-sign'],
    ['a heap of accents', `A${'\u0301'.repeat(120)}`, 'too-many-marks'],
    ['a heap of different accents', `A${'\u0301\u0302\u0303\u0304\u0305\u0306'}`, 'too-many-marks'],
    ['a heap with zero-width signs in it', `A${'\u0305\u200b'.repeat(20)}`, 'too-many-marks'],
  ])('%s is a fault', (_what, text, fault) => expect(tidy(text, 'one').fault).toBe(fault))

  test('lines stay lines where there may be several', () => {
    expect(tidy('First\r\nsecond \u2028 \tthird\u00a0 x', 'several')).toEqual({
      text: 'First\nsecond\nthird x',
      fault: null,
    })
  })

  test('tidied twice is tidied once, in whichever form it came', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = tidy(text, 'one')
        if (once.fault) return
        expect(tidy(once.text, 'one')).toEqual(once)
        expect(tidy(once.text.normalize('NFD'), 'one').text).toBe(once.text)
      }),
    )
  })
})

const announcement = (recipient: object, address: object = {}) => ({
  ...{ waybill: 'WAYBILL-1', contractId: 'c1', parcels: [{ label: 'PARCEL-1' }], inPerson: true },
  recipient: {
    ...{ name: HELENE, kind: 'consumer' },
    address: { line1: '1 rue Haute', city: 'Lyon', postcode: '69002', country: 'FR', ...address },
    ...recipient,
  },
})

describe('at the API', () => {
  test('the same name in other forms is the same announcement', () => {
    const forms = [
      'He\u0301le\u0300ne',
      'H\u00e9l\u00e8ne ',
      '\ufeffH\u00e9l\u00e8ne',
      'H\u00e9\u200bl\u00e8ne',
    ]
    for (const name of forms)
      expect(v.parse(announceShipment, announcement({ name }))).toEqual(announcement({}))
    expect(v.parse(announceShipment, announcement({}, { line1: '1\u00a0rue  Haute' }))).toEqual(
      announcement({}),
    )
  })

  test.each([
    [announcement({ name: 'Anna\u202eavotset' }), 'recipient.name', 'hidden-sign'],
    [announcement({ name: `A${'\u0301'.repeat(120)}` }), 'recipient.name', 'too-many-marks'],
    [announcement({ name: '\u200b\ufeff' }), 'recipient.name', 'min-length'],
    [announcement({}, { city: 'Lyon\u0085' + 'x' }), 'recipient.address.city', 'hidden-sign'],
    [announcement({ email: 'a\u202e@example.org' }), 'recipient.email', 'hidden-sign'],
  ])('what cannot be tidied names its field', (body, field, code) => {
    const done = v.safeParse(announceShipment, body)
    expect(done.success ? [] : errorsOf(done.issues)).toEqual([{ field, code }])
  })

  test('a text that is much too long is too long, and is not read to its end', () => {
    for (const sign of [' ', '\n', '\u200b', '\u0301']) {
      const done = v.safeParse(announceShipment, announcement({ name: `a${sign.repeat(200_000)}b` }))
      expect(done.success ? [] : errorsOf(done.issues)).toEqual([
        { field: 'recipient.name', code: 'max-length' },
      ])
    }
  })

  test('an address is stored without what nobody sees', () => {
    const { recipient } = v.parse(announceShipment, announcement({ email: ' anna\u200b@example.org\ufeff' }))
    expect(recipient.email).toBe('anna@example.org')
  })

  test('a reason keeps its lines', () => {
    expect(v.parse(cancel, { reason: 'Ordered\u00a0twice\r\n again ' })).toEqual({
      reason: 'Ordered twice\nagain',
    })
  })
})
