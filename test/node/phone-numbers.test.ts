import { describe, expect, test } from 'vitest'
import { readPhone } from '../../worker/wire/phone.ts'

/** Returns the number that is read, or the code of the refusal. */
const read = (text: string, country?: string, postcode?: string) => {
  const reading = readPhone(text, { country, postcode })
  return reading.ok ? reading.number : reading.code
}

describe('R38: a number is read as people write it', () => {
  const CAMILLE = '+33639980001'
  test.each([
    ['+33 (0)6 39 98 00 01', 'FR', CAMILLE],
    ['0033 (0)6 39 98 00 01', 'FR', CAMILLE],
    ['+33 06 39 98 00 01', 'FR', CAMILLE],
    ['(+33) 6 39 98 00 01', 'FR', CAMILLE],
    ['33 (0)6 39 98 00 01', 'FR', CAMILLE],
    ['+0033 6 39 98 00 01', 'FR', CAMILLE],
    ['06 39 98 00 01', 'FR', CAMILLE],
    ['06.39.98.00.01', 'FR', CAMILLE],
    ['06-39-98-00-01', 'FR', CAMILLE],
    ['06–39–98–00–01', 'FR', CAMILLE],
    ['06/39/98/00/01', 'FR', CAMILLE],
    ['639980001', 'FR', CAMILLE],
    ['33639980001', 'FR', CAMILLE],
    ['33639980001.0', 'FR', CAMILLE],
    ['639980001,00', 'FR', CAMILLE],
    ['tel:+33639980001', 'FR', CAMILLE],
    ['tel:+33-6-39-98-00-01;phone-context=example.com', 'FR', CAMILLE],
    ['Tél. : 06 39 98 00 01', 'FR', CAMILLE],
    ['Portable 06 39 98 00 01', 'FR', CAMILLE],
    ['="+33639980001"', 'FR', CAMILLE],
    ["'+33639980001", 'FR', CAMILLE],
    ['06·39·98·00·01', 'FR', CAMILLE],
    ['06_39_98_00_01', 'FR', CAMILLE],
    ['☎ 06 39 98 00 01', 'FR', CAMILLE],
    ['06 39 98 00 01 (mobile)', 'FR', CAMILLE],
    ['=+33639980001', 'FR', CAMILLE],
    ['33 06 39 98 00 01', 'FR', CAMILLE],
    ['+33 6 12 34 56 78', 'FR', '+33612345678'],
    ['0033612345678', 'RU', '+33612345678'],
    ['+44 (0)7700 900001', 'GB', '+447700900001'],
    ['07700 900001', 'GB', '+447700900001'],
    ['447700900001', 'GB', '+447700900001'],
    ['+39 (0)6 6982', 'IT', '+39066982'],
    ['+32 (0)470 12 34 56', 'BE', '+32470123456'],
    ['+49 (0)151 23456789', 'DE', '+4915123456789'],
    ['0151/23456789', 'DE', '+4915123456789'],
    ['4915123456789', 'DE', '+4915123456789'],
    ['0470/12.34.56', 'BE', '+32470123456'],
    ['32470123456.0', 'BE', '+32470123456'],
    ['8 10 33 6 39 98 00 01', 'RU', CAMILLE],
    ['8 916 123 45 67 WhatsApp', 'RU', '+79161234567'],
    ['№ 8 916 123 45 67', 'RU', '+79161234567'],
    ['+7 (8) 916 123-45-67', 'RU', '+79161234567'],
    ['9161234567', 'RU', '+79161234567'],
    ['79161234567', 'RU', '+79161234567'],
    ['8 (916) 123-45-67', 'RU', '+79161234567'],
    ['+8 (916) 123-45-67', 'RU', '+79161234567'],
    ['8 916 123-45-67 доб. 12', 'RU', '+79161234567'],
    ['8 916 123-45-67 (доб. 12)', 'RU', '+79161234567'],
    ['тел. 8 916 123 45 67', 'RU', '+79161234567'],
    ['8 701 123 45 67', 'KZ', '+77011234567'],
    ['8 701 123 45 67', 'RU', '+77011234567'],
    ['+1 (212) 555-0123 ext. 4', 'US', '+12125550123'],
  ])('%s in %s is %s', (text, country, number) => expect(read(text, country)).toBe(number))

  test.each([
    ['0692 12 34 56', 'FR', '97400', '+262692123456'],
    ['0692 12 34 56', 'RE', '97400', '+262692123456'],
    ['0692 12 34 56', 'RE', undefined, '+262692123456'],
    ['0692 12 34 56', 'FR', '75001', '+262692123456'],
    ['0690 50 12 34', 'FR', '97110', '+590690501234'],
    ['0696 20 12 34', 'FR', '97200', '+596696201234'],
    ['0694 20 12 34', 'FR', '97300', '+594694201234'],
    ['0639 39 12 34', 'FR', '97600', '+262639391234'],
    ['06 39 98 00 01', 'FR', '97400', '+33639980001'],
    ['06 12 34 56 78', 'RE', '97400', '+33612345678'],
    ['87 12 34 56', 'FR', '98713', '+68987123456'],
    ['0508 41 12 34', 'FR', '97500', '+508411234'],
  ])('%s in %s, postcode %s, is %s', (text, country, postcode, number) =>
    expect(read(text, country, postcode)).toBe(number),
  )

  test.each([
    ['\u202a+33 6 39 98 00 01\u202c'],
    ['\u2066+33639980001\u2069'],
    ['+33\u200b6399\u00ad80001'],
    ['\ufeff06 39 98 00 01'],
    ['06\u202f39\u202f98\u202f00\u202f01'],
    ['06\u00a039\u00a098\u00a000\u00a001'],
    ['０６ ３９ ９８ ００ ０１'],
    ['＋３３６３９９８０００１'],
    ['٠٦ ٣٩ ٩٨ ٠٠ ٠١'],
    ['06\u201139\u201198\u201100\u201101'],
  ])('with signs that are not seen or other digits, %j is the same number', (text) =>
    expect(read(text, 'FR')).toBe(CAMILLE),
  )
})

describe('R38: what is no number, or not surely this one, is refused', () => {
  test.each([
    ['+8 (000) 123-45-67', 'RU', 'no-such-number'],
    ['004-92-58-76-11', 'FR', 'no-such-number'],
    ['00492587611', 'FR', 'no-such-number'],
    ['+4 92 58 76 11', 'FR', 'no-such-number'],
    ['0 04 92 58 76 11', 'FR', 'no-such-number'],
    ['0049-2587-611', 'FR', 'no-such-number'],
    ['001 42 68 53 00', 'FR', 'no-such-number'],
    ['006 39 98 00 01', 'FR', 'no-such-number'],
    ['8 (000) 000-00-00', 'RU', 'no-such-number'],
    ['+7 000 123-45-67', 'RU', 'no-such-number'],
    ['8 (916) 123-45-67/68', 'RU', 'no-such-number'],
    ['3221234567.0', 'BE', 'no-such-number'],
    ['+80001234567', undefined, 'no-such-number'],
    ['+999123456789', undefined, 'no-such-number'],
    ['+33123', 'FR', 'no-such-number'],
    ['0612345678', 'RU', 'no-such-number'],
    ['89161234567', 'FR', 'no-such-number'],
    ['06 39 98 00 0', 'FR', 'no-such-number'],
    ['06 39 98 00 011', 'FR', 'no-such-number'],
    ['0612345678', undefined, 'regex'],
    ['0612345678', 'XX', 'regex'],
    ['6,3998E+08', 'FR', 'rounded'],
    ['7.91612E+10', 'RU', 'rounded'],
    ['7,91612e10', 'RU', 'rounded'],
    ['12', 'FR', 'regex'],
    ['', 'FR', 'regex'],
    ['-', 'FR', 'regex'],
    ['voir mail', 'FR', 'regex'],
    ['06 39 98 00 01 Mme Dupont', 'FR', 'regex'],
    ['33+639980001', 'FR', 'regex'],
    ['06 39 98 00 01 / 42', 'FR', 'regex'],
  ])('%j in %s: %s', (text, country, code) => {
    const said = read(text, country)
    expect(said).not.toMatch(/^\+/)
    if (!text.includes('/')) expect(said).toBe(code)
  })
})

describe('R38: of two numbers the mobile one is taken, and it is said', () => {
  test.each([
    ['06 39 98 00 01 / 01 42 68 53 00', 'FR', '+33639980001'],
    ['01 42 68 53 00 / 06 39 98 00 01', 'FR', '+33639980001'],
    ['01 42 68 53 00 ou 06 39 98 00 01', 'FR', '+33639980001'],
    ['01.42.68.53.00; 06.39.98.00.01', 'FR', '+33639980001'],
    ['8 (495) 123-45-67, 8 (916) 123-45-67', 'RU', '+79161234567'],
    ['06 39 98 00 01 / 06 39 98 00 02', 'FR', '+33639980001'],
    ['01 42 68 53 00 - 06 39 98 00 01', 'FR', '+33639980001'],
    ['01 42 68 53 00\n06 39 98 00 01', 'FR', '+33639980001'],
    ['0142685300/0639980001', 'FR', '+33639980001'],
    ['06 39 98 00 01 (portable) / 01 42 68 53 00 (fixe)', 'FR', '+33639980001'],
    ['domicile 01 42 68 53 00 portable 06 39 98 00 01', 'FR', '+33639980001'],
    ['01/42/68/53/00 ; 06/39/98/00/01', 'FR', '+33639980001'],
  ])('%s in %s', (text, country, number) =>
    expect(readPhone(text, { country })).toEqual({ ok: true, number, kind: 'mobile', several: true }),
  )
  test('one number written twice is one', () => {
    expect(readPhone('06 39 98 00 01 / +33 6 39 98 00 01', { country: 'FR' })).toMatchObject({
      number: '+33639980001',
      several: false,
    })
  })
})

test.each([
  ['06 39 98 00 01', 'FR', 'mobile'],
  ['06 12 34 56 78', 'FR', 'mobile'],
  ['07 56 12 34 56', 'FR', 'mobile'],
  ['01 42 68 53 00', 'FR', 'landline'],
  ['09 70 12 34 56', 'FR', 'internet'],
  ['0800 12 34 56', 'FR', 'freephone'],
  ['08 36 65 65 65', 'FR', 'premium'],
  ['0825 12 34 56', 'FR', 'premium'],
  ['8 (916) 123-45-67', 'RU', 'mobile'],
  ['8 (495) 123-45-67', 'RU', 'landline'],
  ['8-800-555-35-35', 'RU', 'freephone'],
  ['07700 900123', 'GB', 'mobile'],
  ['020 7946 0123', 'GB', 'landline'],
  ['(212) 555-0123', 'US', 'mobile'],
  ['(212) 736-5000', 'US', 'either'],
])('R38: what a number is for is known: %s in %s is %s', (text, country, kind) =>
  expect(readPhone(text, { country })).toMatchObject({ ok: true, kind }),
)

test('R38: a stored number is read again as itself', () => {
  for (const number of ['+33639980001', '+79161234567', '+447700900123', '+262692123456', '+39066982'])
    expect(readPhone(number)).toMatchObject({ ok: true, number, several: false })
})
