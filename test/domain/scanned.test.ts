import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  findOwnReading,
  findScanned,
  hardlyALabel,
  readings,
  readScanned,
  scannedKeys,
} from '../../worker/domain/scanned.ts'
import { LAYOUTS, wedged } from '../support/wedge.ts'

const GS = '\x1d'
const SSCC = '00340123450000000017'
const label = (text: string) => {
  const scan = readScanned(text)
  return scan.kind === 'label' ? scan.label : scan.kind
}

describe('R19: one reader for whatever scanners, cameras and people give', () => {
  test.each([
    ['a leading separator', `${GS}${SSCC}`, SSCC],
    ['a separator spelt out', `<GS>${SSCC}`, SSCC],
    ['Code 128 of GS1, with a count', `]C1${SSCC}${GS}3712`, SSCC],
    ['a count before the number', `]C13712${GS}${SSCC}`, SSCC],
    ['Data Matrix, a content of fixed length before', `]d20203453120000011${SSCC}`, SSCC],
    ['the number and a count without symbology', `${SSCC}3712`, SSCC],
    ['brackets, a content before', '(02)03453120000011(37)12(00)340123450000000017', SSCC],
    ['Code 128', ']C0EXAMPLE-0001', 'EXAMPLE-0001'],
    ['Data Matrix', ']d1EXAMPLE-0001', 'EXAMPLE-0001'],
    ['QR', ']Q3EXAMPLE-0001', 'EXAMPLE-0001'],
    ['an en dash', 'EXAMPLE–0001', 'EXAMPLE-0001'],
    ['a minus sign', 'EXAMPLE−0001', 'EXAMPLE-0001'],
    ['the sign for number', '№ EXAMPLE-0001', 'EXAMPLE-0001'],
    ['the French sign for number', 'N° EXAMPLE-0001', 'EXAMPLE-0001'],
    ['a full stop', 'EXAMPLE-0001.', 'EXAMPLE-0001'],
    ['quotation marks', '«EXAMPLE-0001»', 'EXAMPLE-0001'],
    ['Code 39 with its asterisks', '*EXAMPLE-0001*', 'EXAMPLE-0001'],
    ['start and end of text', '\x02EXAMPLE-0001\x03', 'EXAMPLE-0001'],
    ['a line end', 'EXAMPLE-0001\r\n', 'EXAMPLE-0001'],
    ['wide signs', 'ＥＸＡＭＰＬＥ－０００１', 'EXAMPLE-0001'],
    ['Arabic-Indic digits', 'EXAMPLE-٠٠٠١', 'EXAMPLE-0001'],
    ['unseen signs', '\u202aEXAMPLE\u200b-0001\u202c', 'EXAMPLE-0001'],
    ['Cyrillic Х and У typed by hand', 'ХУ746999976FR', 'XY746999976FR'],
    ['Cyrillic letters beside digits', 'ХУ746999976', 'XY746999976'],
    ['Greek capitals', 'ΧΥ746999976FR', 'XY746999976FR'],
    ['US on French, the case of the list', 'EXQ?PLE)ààà&', 'EXAMPLE-0001'],
    // The list has a sign too many: this is what a scanner types for these nine digits.
    ['US on French, ten keys and nine digits', "XYè'-_è-çèèFR", 'XY746876977FR'],
    ['US on French, accents apart from their letters', "XYè'-_è-çèèFR".normalize('NFD'), 'XY746876977FR'],
    ['US on Russian', 'ЦИ12', 'WB12'],
    ['US on German', 'EXAMPLEß0001', 'EXAMPLE-0001'],
    ['German on French', 'EXQ?PLE!ààà&', 'EXAMPLE-0001'],
    ['letters only, on Russian', 'ФИСВ-УАПР', 'ABCD-EFGH'],
    ['DPD, which begins with zeros', '007110601632532948375101276', '007110601632532948375101276'],
    ['a link of GS1', `https://id.gs1.org/00/${SSCC.slice(2)}`, `https://id.gs1.org/00/${SSCC.slice(2)}`],
    ['plain', 'XY746999976FR', 'XY746999976FR'],
  ])('%s', (_title, text, right) => {
    expect(label(text)).toBe(right)
  })

  test.each([
    ['abc', 'short'],
    ['№ 12.', 'short'],
    ['', 'short'],
    ['посылка', 'unreadable'],
    ['x'.repeat(65), 'unreadable'],
    ['x'.repeat(257), 'unreadable'],
    ['AB\tCD', 'unreadable'],
    ['ABCD\0', 'unreadable'],
    ['\x07ABCD', 'unreadable'],
    ['王小明王小明', 'unreadable'],
  ])('%j is %s', (text, kind) => {
    expect(readScanned(text).kind).toBe(kind)
  })

  test('what no barcode has is undone for the search only: an announced label keeps its signs', () => {
    expect(label('EXQ:PLE6)))!')).toBe('EXQ:PLE6)))!')
    expect(findScanned(['EXAMPLE-0001'], 'EXQ:PLE6)))!')).toBe('EXAMPLE-0001')
    expect(findScanned(['EXAMPLE-0001', 'EXQ:PLE6)))!'], 'EXQ:PLE6)))!')).toBe('EXQ:PLE6)))!')
    expect(findScanned(['EXAMPLE-0001.', 'EXAMPLE-0001'], 'example-0001.')).toBe('EXAMPLE-0001.')
    expect(readings('AZ12')).toEqual(['AZ12'])
  })

  test('letters of one shape and a Russian keyboard may both be meant: the likelier first', () => {
    expect(readings('АВ1234')).toEqual(['AB1234', 'FD1234'])
    expect(findScanned(['FD1234'], 'АВ1234')).toBe('FD1234')
    expect(findScanned(['FD1234', 'AB1234'], 'АВ1234')).toBe('AB1234')
    // Whoever guesses has one reading only.
    expect(findOwnReading(['FD1234'], 'АВ1234')).toBeNull()
    expect(findOwnReading(['AB1234'], 'АВ1234')).toBe('AB1234')
    expect(findOwnReading(['AASS12'], 'AAß12')).toBeNull()
  })

  test('printed groups name a label that alone has these signs; an index is asked in the same order', () => {
    expect(findScanned(['10100052000001'], '101000 52 00000 1')).toBe('10100052000001')
    expect(findScanned(['101000 52 00000 1'], '10100052000001')).toBe('101000 52 00000 1')
    expect(findScanned(['1010-1', '10-101'], '10101')).toBeNull()
    expect(findScanned(['1010-1', '10-101', '10101'], '10101')).toBe('10101')
    expect(findScanned([SSCC], '(00) 3 4012345 000000001 7')).toBe(SSCC)
    expect(scannedKeys('101000 52 00000 1')).toEqual([['101000 52 00000 1'], ['10100052000001']])
    expect(scannedKeys(`${GS}${SSCC}`)).toEqual([[SSCC.slice(2)]])
    expect(scannedKeys('SESAME:1:abc:def')).toEqual([])
  })
})

const PAIRS = LAYOUTS.filter((scanner) => scanner !== 'ru').flatMap((scanner) =>
  LAYOUTS.map((computer) => ({ scanner, computer })),
)

describe.each(PAIRS)('a $scanner scanner on a $computer computer', ({ scanner, computer }) => {
  const sign = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
  const bits = (length: number) => fc.string({ unit: sign, minLength: length, maxLength: length })

  test('R4: a recipient’s code is known and comes back to the last bit, with Caps Lock too', () => {
    fc.assert(
      fc.property(bits(14), bits(22), fc.boolean(), fc.boolean(), (id, secret, caps, aim) => {
        const code = `SESAME:1:${id}:${secret}`
        const typed = wedged(`${aim && scanner === 'us' ? ']Q1' : ''}${code}`, scanner, computer, caps)
        expect(readScanned(typed)).toEqual({ kind: 'code', shipmentId: id, code })
        const receipt = `SESAME:1R:${id}:1:${secret}`
        expect(readScanned(wedged(receipt, scanner, computer, caps))).toEqual({
          kind: 'receipt',
          code: receipt,
        })
      }),
      { numRuns: 60 },
    )
  })

  test('R4: a link is known, and so is a code whose first signs were lost', () => {
    // A French scanner holds AltGr for the `#`, which types nothing elsewhere.
    const link = 'https://sesame.example/r#AbcDefGhiJkl12.n4bQgYhMfWWaLq'
    const lost = 'SAME:1:AbcDefGhiJkl12:n4bQgYhMfWWaLqgxVrQFaA'
    const invitation = scanner === 'fr' ? [] : [link.replace('/r#', '/app/#')]
    for (const text of [link, ...invitation, lost])
      for (const caps of [false, true])
        expect(readScanned(wedged(text, scanner, computer, caps)), text).toEqual({ kind: 'secret' })
  })

  test('R19: a label with a digit and a dash is found under its own signs', () => {
    const own = fc.string({
      unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
      minLength: 3,
      maxLength: 9,
    })
    const numbers = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 3, maxLength: 9 })
    fc.assert(
      fc.property(own, numbers, (letters, digits) => {
        const announced = `${letters}-${digits}`
        expect(findScanned([announced], wedged(announced, scanner, computer))).toBe(announced)
      }),
      { numRuns: 60 },
    )
  })
})

test('R4: Caps Lock that turns every key, as on Windows in French and German', () => {
  const id = 'AbcDefGhiJkl12'
  expect(readScanned(`sesq,em1m${id}mXy`)).toMatchObject({ kind: 'code' })
  expect(readScanned('sesame/&/qbc/xY')).toMatchObject({ kind: 'code', code: 'SESAME:1:QBC:Xy' })
  expect(findScanned(['EXAMPLE-0001'], 'exq,ple°0001')).toBe('EXAMPLE-0001')
})

test.each([
  ['SESAME:2:abc:def', 'a code of another version'],
  ['https://example.org/SESAME:1:', 'a code within an address'],
  ['EXAMPLE-0001SESAME:1:abc:def', 'a label and a code read as one'],
  ['AbcDefGhiJkl12:n4bQgYhMfWWaLqgxVrQFaA', 'the end of a code'],
  ['AbcDefGhiJkl12.n4bQgYhMfWWaLq', 'the secret of a link'],
  [`https://example.org/r#${'a'.repeat(300)}`, 'a link that is too long'],
])('R4: %s, %s, is no label', (text) => {
  expect(readScanned(text)).toEqual({ kind: 'secret' })
  expect(readings(text)).toEqual([])
})

test.each([
  ['https://shop.example/o/771', true],
  ['www.shop.example', true],
  [`https://id.gs1.org/00/${SSCC.slice(2)}`, false],
  ['4006381333931', true],
  ['96385074', true],
  ['036000291452', true],
  ['4006381333932', false],
  ['12345678', false],
  ['ORD-77120', false],
  ['%0075001XXXX00000000001250', false],
])('R19: %s can hardly be a parcel’s label: %s', (text, hardly) => {
  expect(hardlyALabel(text)).toBe(hardly)
})
