import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { beforeAll, expect, test } from 'vitest'
import { printPdf } from '../../print/index.ts'
import { drawable, partsOf, runsOf } from '../../print/runs.ts'
import { buildFonts, rangesOf } from '../../scripts/build-fonts.ts'
import type { PrintoutKind, PrintoutSubject } from '../../worker/wire/printout.ts'
import { textOf } from '../support/pdf.ts'

const root = join(import.meta.dirname, '../..')
beforeAll(() => buildFonts(root))

/** A shipment whose recipient has this name, and so has its sender, whom the receipt names. */
const named = (name: string) =>
  ({
    view: {
      waybill: 'EXAMPLE-0001',
      carrier: 'Chronopost',
      sender: name,
      recipient: { name, phone: '+33639980001' },
    },
    events: [],
    personalView: { events: [] },
    withheld: false,
    receipts: [
      {
        number: 'R-1',
        carrier: 'Chronopost',
        sender: name,
        waybill: 'EXAMPLE-0001',
        labels: ['EXAMPLE-0001'],
        of: 1,
        proof: 'pin',
        code: 'D7',
        hash: 'a1b2',
        jws: 'e30.e30.c2ln',
        iat: 1_772_000_000,
      },
    ],
    publicUrl: 'https://sesame.example',
    madeAt: '2026-03-04T10:00:00.000Z',
  }) as unknown as PrintoutSubject

/** Prints a document; `loaded` are the fonts that were fetched for it. */
async function print(what: PrintoutKind, name: string) {
  const loaded: string[] = []
  const font = async (file: string) => {
    loaded.push(file)
    return new Uint8Array(readFileSync(join(root, 'dist/fonts', file))).buffer
  }
  const pdf = await printPdf(what, named(name), 'fr', 'Europe/Paris', { font, photos: new Map() })
  return { pdf, text: (await textOf(pdf)).join('\n'), loaded }
}

const NAMES = [
  ['Kazakh', 'Әнуар Қыдырғали'],
  ['Tatar', 'Нурия Җәләлетдинова'],
  ['Georgian', 'გიორგი ბერიძე'],
  ['Armenian', 'Արամ Խաչատրյան'],
  ['Vietnamese', 'Nguyễn Thị Ánh'],
  ['Chinese', '王小明'],
  ['Polish', 'Łukasz Żółć'],
  ['French with an emoji', 'Œuvrard 👋'],
  ['Arabic', 'فاطمة الزهراء'],
  ['Arabic, with letters that share a glyph', 'محمد عبد الله الأنصاري'],
  ['Persian', 'گلناز پوریا'],
  ['Hebrew', 'דוד בן־גוריון'],
  ['Greek', 'Ελένη Παπαδοπούλου'],
  ['Japanese', '山田太郎'],
] as const

test.each(NAMES)(
  'R32: a name in %s stands on both papers and can be read out of them: %s',
  async (_script, name) => {
    for (const what of ['receipt', 'evidence'] as const) {
      const { text } = await print(what, name)
      expect(text.split('\n')).toContain(name)
      // A glyph that no letter stands for is a gap.
      expect(text).not.toMatch(/[?\0]/)
    }
  },
)

test('R32: letters with accents apart are drawn as the letters that they make', async () => {
  const { text } = await print('evidence', 'Nguyễn Thị Ánh'.normalize('NFD'))
  expect(text).toContain('Nguyễn Thị Ánh')
})

test('R32: letters that no font draws are named by script and number, in the language of the paper', async () => {
  expect((await print('evidence', 'สมชาย')).text).toContain('[thaï: U+0E2A U+0E21 U+0E0A U+0E32 U+0E22]')
  expect((await print('evidence', 'Kim 한국')).text).toContain('Kim [hangûl: U+D55C U+AD6D]')
})

test('R32: what would turn a proof around or leave it blank is named, what nobody sees is left out', async () => {
  const { text } = await print('evidence', 'Anna\u202Eavotset\u200B')
  expect(text).toContain('Anna[U+202E]avotset')
  expect((await print('evidence', '\u3164')).text).toContain('[hangûl: U+3164]')
})

test('R32: a document fetches the fonts that its letters need, and an ordinary one no more than two', async () => {
  const usual = ['pt-sans-400.ttf', 'pt-sans-700.ttf']
  expect((await print('evidence', 'Анна Щёголева')).loaded).toEqual(usual)
  expect((await print('evidence', 'გიორგი')).loaded).toEqual([
    ...usual,
    'index.json',
    'noto-sans-georgian.ttf',
  ])
  const chinese = (await print('evidence', '王小明')).loaded.slice(3)
  expect(chinese.length).toBeLessThanOrEqual(3)
  expect(chinese.every((file) => file.startsWith('noto-sans-sc-'))).toBe(true)
})

test('R32: of a font only the letters that are used are in the PDF', async () => {
  const plain = (await print('evidence', 'Anna')).pdf.length
  for (const [, name] of NAMES)
    expect((await print('evidence', name)).pdf.length - plain).toBeLessThan(30_000)
})

test('R32: every font in the PDF is embedded and says which letters its glyphs stand for', async () => {
  const doc = await PDFDocument.load((await print('evidence', 'Œuvrard 王 ბერიძე فاطمة 👋')).pdf)
  const fonts = doc.context
    .enumerateIndirectObjects()
    .map(([, object]) => `${object}`)
    .filter((text) => text.includes('/Subtype /Type0'))
  expect(fonts).toHaveLength(6)
  for (const font of fonts) expect(font).toContain(`${PDFName.of('ToUnicode')}`)
})

const latin = { name: 'latin', has: (code: number) => code < 0x250 }
const arabic = { name: 'arabic', has: (code: number) => code === 0x20 || (code >= 0x600 && code < 0x700) }
const drawn = (line: string) =>
  runsOf(line, [latin, arabic]).map(({ text, font, rtl }) => `${font.name}${rtl ? '←' : '→'}${text}`)

test('R32: what is read from right to left stands so on the line, numbers in it do not', () => {
  expect(drawn('Anna')).toEqual(['latin→Anna'])
  expect(drawn('سلام عليكم')).toEqual(['arabic←سلام عليكم'])
  expect(drawn('Anna سلام, Lyon')).toEqual(['latin→Anna ', 'arabic←سلام', 'latin→, Lyon'])
  expect(drawn('سلام ١٢ عليكم')).toEqual(['arabic← عليكم', 'arabic→١٢', 'arabic←سلام '])
})

test('R32: a text is written in one font where one can, else word by word, else letter by letter', () => {
  const parts = (text: string) => partsOf(text, [latin, arabic]).map(({ text, font }) => [text, font?.name])
  expect(parts('Anna L')).toEqual([['Anna L', 'latin']])
  expect(parts('Anna سلام')).toEqual([
    ['Anna', 'latin'],
    [' ', 'latin'],
    ['سلام', 'arabic'],
  ])
  expect(parts('Aس王')).toEqual([
    ['A', 'latin'],
    ['س', 'arabic'],
    ['王', undefined],
  ])
  expect(drawable('A王', [latin], 'en')).toMatch(/^A\[.*U\+738B\]$/)
})

test('ranges of code points', () => {
  expect(rangesOf([0x41, 0x43, 0x42, 0x50])).toBe('41-43,50')
  expect(rangesOf([])).toBe('')
})
