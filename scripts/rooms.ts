import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/**
 * The rooms of the code and the direction of imports: a room imports only from rooms before it in the list,
 * and no file imports itself in a circle. `npm run check` runs this script. A new folder has to be added to
 * the list first.
 */
const root = join(import.meta.dirname, '..')

/** The rooms from the ground up. `roomOf` takes the first room that matches a file. */
const ROOMS = [
  'worker/domain',
  'worker/platform',
  'worker/api',
  'worker/views',
  'worker/wire',
  'worker/security',
  'worker/photos',
  'worker/channels',
  'worker/payments',
  'worker/texts',
  'worker/passkeys',
  'worker/lazy',
  // These files load the lazy modules. In an upload only a path from this very folder leads to them.
  'worker/judge.ts',
  'worker/mailer.ts',
  'worker/printer.ts',
  'worker/tables.ts',
  'worker/numbering.ts',
  'worker/verifier.ts',
  'worker/config.ts',
  'worker/objects',
  'worker/registry',
  'worker/operations',
  'worker/quota',
  'worker/webhooks',
  'worker/person',
  'worker/shipment',
  'worker/http',
  'worker/handlers',
  'worker/app.ts',
  'worker/index.ts',
  'worker/openapi',
  'web/i18n',
  'web/api',
  'web/ui',
  'web/device',
  'web/offline',
  'web/hands',
  'web/timeline',
  'print',
  'web/scan',
  'web/sign',
  'web/app',
  'web/office',
  'web/counter',
  'web/courier',
  'web/depot',
  'web/dispatch',
  'web/recipient',
  'web/pay',
  'web/verify',
  'web/docs',
  'web/sw',
]

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)].map(([, path = '']) =>
    relative(root, resolve(root, dirname(file), path)),
  )

const files = ['worker', 'web', 'print'].flatMap(filesIn)
const graph = new Map(files.map((file) => [file, importsOf(file).filter((to) => files.includes(to))]))

const roomOf = (file: string): number =>
  ROOMS.findIndex((room) => file === room || file.startsWith(`${room}/`))

/**
 * Returns the import circles, each as the files it goes through: at most the first one found from each file.
 */
function circles(): string[][] {
  const done = new Set<string>()
  const found: string[][] = []
  const visit = (file: string, path: string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) return void found.push([...path.slice(at), file])
    if (done.has(file)) return
    for (const to of graph.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  return found
}

const homeless = files.filter((file) => roomOf(file) < 0)
const up = [...graph].flatMap(([file, tos]) =>
  tos.filter((to) => roomOf(to) > roomOf(file)).map((to) => `${file} takes from ${to}, a room behind it`),
)
const faults = [
  ...homeless.map((file) => `${file} is in no room of scripts/rooms.ts`),
  ...up,
  ...circles().map((circle) => `a circle: ${circle.join(' → ')}`),
]
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
