import { expect, test } from 'vitest'
import { canonical, findLabel, LABEL_PATTERN, sameLabel } from '../../worker/domain/label.ts'

const SSCC = '340123450000000018'
/** Postcode, tracking number, service and country in one barcode. */
const DPD_27 = '007110601632532948375101276'

test.each([
  ['case and blanks at the ends', ' rr123456785fr ', 'RR123456785FR'],
  ['UPU S10 as printed', 'RR 123 456 785 FR', 'RR123456785FR'],
  ['UPU S10 with a failed check digit', 'RR 123 456 789 FR', 'RR123456789FR'],
  ['GS1 SSCC with its identifier', `00${SSCC}`, SSCC],
  ['GS1 SSCC in brackets', `(00)${SSCC}`, `00${SSCC}`],
  ['GS1 SSCC as Code 128 reports it', `]C100${SSCC}`, `(00)${SSCC}`],
  ['GS1 Digital Link', `https://id.gs1.org/00/${SSCC}`, SSCC],
  ['GS1 Digital Link of another host, with a query', `https://example.com/x/00/${SSCC}?a=1`, `00${SSCC}`],
  ['DPD encoded and printed', `%${DPD_27}`, `${DPD_27}X`],
  ['DPD encoded and all 29', `%${DPD_27}`, `%${DPD_27}X`],
  ['DPD printed and all 29', `${DPD_27}X`, `%${DPD_27}X`],
  ['DPD 28 and 29 with a tag of its own', `0${DPD_27}`, `0${DPD_27}X`],
])('R19: two spellings of one label: %s', (_title, a, b) => {
  expect(sameLabel(a, b)).toBe(true)
  expect(sameLabel(b, a)).toBe(true)
})

test.each([
  ['blanks inside', 'AB 1234', 'AB1234'],
  ['one digit', 'PARCEL-1', 'PARCEL-2'],
  ['a prefix', 'PARCEL-1', 'PARCEL-11'],
  ['leading zeros', '0012345', '12345'],
  ['29 characters that differ in the last', `0${DPD_27}1`, `0${DPD_27}2`],
  ['28 characters that differ in the last', `${DPD_27}1`, `${DPD_27}2`],
])('R20: two labels: %s', (_title, a, b) => {
  expect(sameLabel(a, b)).toBe(false)
  expect(sameLabel(b, a)).toBe(false)
})

test('R19: the label is found under its announced spelling, or not at all', () => {
  const announced = [`00${SSCC}`, 'PARCEL-2']
  expect(findLabel(announced, `https://id.gs1.org/00/${SSCC}`)).toBe(`00${SSCC}`)
  expect(findLabel(announced, 'parcel-2 ')).toBe('PARCEL-2')
  expect(findLabel(announced, 'PARCEL-3')).toBeNull()
})

test('R19: a label is any 4 to 64 printable ASCII characters', () => {
  for (const label of ['ABCD', 'x'.repeat(64), '%00 (a)/~'])
    expect(LABEL_PATTERN.test(label), label).toBe(true)
  for (const label of ['ABC', 'x'.repeat(65), 'PARCÉL', 'A\tBCD', ''])
    expect(LABEL_PATTERN.test(label)).toBe(false)
  expect(canonical(' abc-1 ')).toBe('ABC-1')
})
