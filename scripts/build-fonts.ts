import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import fontkit, { type Font } from '@cantoo/fontkit'
import type { FontEntry, FontIndex } from '../print/fonts.ts'
import { stampOf } from './stamp.ts'

/** All fonts are under the Open Font License. These two write Latin and Cyrillic, and every document has them. */
const USUAL = {
  'pt-sans-400.ttf': '@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf',
  'pt-sans-700.ttf': '@expo-google-fonts/pt-sans/700Bold/PTSans_700Bold.ttf',
}
/** The fonts for other letters, in the order in which they are tried. The one for emoji also draws digits. */
const OTHERS = {
  'noto-sans.ttf': '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans-georgian.ttf':
    '@expo-google-fonts/noto-sans-georgian/400Regular/NotoSansGeorgian_400Regular.ttf',
  'noto-sans-armenian.ttf':
    '@expo-google-fonts/noto-sans-armenian/400Regular/NotoSansArmenian_400Regular.ttf',
  'noto-sans-hebrew.ttf': '@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf',
  'noto-naskh-arabic.ttf': '@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
}
const EMOJI = { 'noto-emoji.ttf': '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf' }
/** Chinese comes in a hundred slices of 45 kB each, of which a name needs one to three. */
const CHINESE = '@fontsource/noto-sans-sc/files'
const SLICE = /^noto-sans-sc-\d+-400-normal\.woff$/

const modules = (root: string, path: string) => join(root, 'node_modules', path)

/** Returns the file of each font, by the name it is served under. */
function filesOf(root: string): Record<string, string> {
  const slices = readdirSync(modules(root, CHINESE)).filter((name) => SLICE.test(name))
  const chinese = Object.fromEntries(slices.map((name) => [name, `${CHINESE}/${name}`]))
  return { ...OTHERS, ...chinese, ...EMOJI }
}

/** Writes code points as ranges: `20-7e,a0-17f`. */
export function rangesOf(codePoints: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const code of [...codePoints].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && code <= last[1] + 1) last[1] = code
    else ranges.push([code, code])
  }
  const hex = (code: number) => code.toString(16)
  return ranges.map(([from, to]) => (from === to ? hex(from) : `${hex(from)}-${hex(to)}`)).join(',')
}

/**
 * Puts the fonts of printed documents among the assets (`dist/fonts`), with an index that says which letters
 * each of them draws. The Worker fetches a font when a document has letters for it.
 */
export function buildFonts(root: string): void {
  const to = join(root, 'dist/fonts')
  const indexFile = join(to, 'index.json')
  const stamp = stampOf(root, ['scripts/build-fonts.ts', 'package-lock.json'])
  if (existsSync(indexFile) && readFileSync(indexFile, 'utf8').includes(stamp)) return
  mkdirSync(to, { recursive: true })
  const others = filesOf(root)
  const fonts: FontEntry[] = []
  for (const [file, path] of Object.entries({ ...USUAL, ...others })) {
    const from = modules(root, path)
    // Several test files may do this at once: nobody finds half a font.
    copyFileSync(from, join(to, `.${file}.${process.pid}`))
    renameSync(join(to, `.${file}.${process.pid}`), join(to, file))
    if (!(file in others)) continue
    const { characterSet } = fontkit.create(readFileSync(from)) as Font
    fonts.push({ file, letters: rangesOf(characterSet) })
  }
  writeFileSync(indexFile, JSON.stringify({ fonts, stamp } satisfies FontIndex & { stamp: string }))
}
