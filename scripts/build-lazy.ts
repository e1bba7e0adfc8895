import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const SOURCES = [
  'print',
  'worker/domain',
  'worker/photos',
  'worker/wire',
  'web/dispatch/timeline',
  'web/i18n',
  'package-lock.json',
]
/** What paper is written in: Latin and Cyrillic, under the Open Font License. */
const FONTS = {
  'pt-sans-400.ttf': '400Regular/PTSans_400Regular.ttf',
  'pt-sans-700.ttf': '700Bold/PTSans_700Bold.ttf',
}

function stampOf(root: string): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const path = join(root, source)
    const files = source.endsWith('.json')
      ? [path]
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
    for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/**
 * What the Worker loads only when it needs it: the module that prints (`worker/lazy/print.mjs`), unless it is already of
 * these very sources, and the fonts it prints with among the assets.
 */
export async function buildLazy(root: string): Promise<void> {
  const fonts = join(root, 'dist/fonts')
  mkdirSync(fonts, { recursive: true })
  for (const [name, file] of Object.entries(FONTS))
    if (!existsSync(join(fonts, name)))
      copyFileSync(join(root, 'node_modules/@expo-google-fonts/pt-sans', file), join(fonts, name))
  const lazy = join(root, 'worker/lazy')
  const [made, stampFile] = [join(lazy, 'print.mjs'), join(lazy, '.stamp')]
  const stamp = stampOf(root)
  if (existsSync(made) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  // Built aside and put in place whole: several files of tests may begin at once.
  const aside = join(root, 'node_modules/.cache', `sesame-lazy-${process.pid}`)
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    resolve: { conditions: ['worker', 'browser', 'module', 'import', 'default'] },
    build: {
      outDir: aside,
      target: 'es2022',
      minify: true,
      reportCompressedSize: false,
      lib: { entry: join(root, 'print/index.ts'), formats: ['es'], fileName: () => 'print.mjs' },
    },
  })
  copyFileSync(join(aside, 'print.mjs'), `${made}.${process.pid}`)
  renameSync(`${made}.${process.pid}`, made)
  writeFileSync(stampFile, stamp)
  rmSync(aside, { recursive: true, force: true })
}

if (import.meta.main) await buildLazy(join(import.meta.dirname, '..'))
