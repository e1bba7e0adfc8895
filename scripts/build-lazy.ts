import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { buildFonts } from './build-fonts.ts'
import { stampOf } from './stamp.ts'

/** Modules that the Worker loads on demand: the module's name and its entry file. */
const MODULES = {
  print: 'print/index.ts',
  mail: 'worker/channels/mail-library.ts',
  passkeys: 'worker/passkeys/verify.ts',
  table: 'worker/wire/import/read.ts',
  texts: 'worker/texts/library.ts',
}
const SOURCES = [
  'print',
  'worker/channels',
  'worker/domain',
  'worker/passkeys',
  'worker/photos',
  'worker/texts',
  'worker/wire',
  'web/dispatch/timeline',
  'web/i18n',
  'package-lock.json',
]
/**
 * Builds the modules that the Worker loads on demand (`worker/lazy/*.mjs`), unless they are already built
 * from the current sources, and puts the printing fonts among the assets.
 */
export async function buildLazy(root: string): Promise<void> {
  buildFonts(root)
  const lazy = join(root, 'worker/lazy')
  const stampFile = join(lazy, '.stamp')
  const stamp = stampOf(root, SOURCES)
  const names = Object.keys(MODULES) as (keyof typeof MODULES)[]
  const made = names.every((name) => existsSync(join(lazy, `${name}.mjs`)))
  if (made && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  for (const name of names) await buildModule(root, name, join(lazy, `${name}.mjs`))
  writeFileSync(stampFile, stamp)
}

/** The module is built elsewhere and renamed into place, because several test files may build it at once. */
async function buildModule(root: string, name: keyof typeof MODULES, to: string): Promise<void> {
  const aside = join(root, 'node_modules/.cache', `sesame-${name}-${process.pid}`)
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
      lib: { entry: join(root, MODULES[name]), formats: ['es'], fileName: () => `${name}.mjs` },
      // The runtime provides these modules.
      rolldownOptions: { external: /^node:/ },
    },
  })
  copyFileSync(join(aside, `${name}.mjs`), `${to}.${process.pid}`)
  renameSync(`${to}.${process.pid}`, to)
  rmSync(aside, { recursive: true, force: true })
}

if (import.meta.main) await buildLazy(join(import.meta.dirname, '..'))
