import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DIST } from './dist-server.ts'

const digest = (text: string) => createHash('md5').update(text).digest('hex')

/**
 * Makes what the next build would be if every script had changed: the same files under other names, without the old
 * ones. Returns its folder, which is removed after the test.
 */
export function nextBuild(): string {
  const dist = mkdtempSync(join(tmpdir(), 'sesame-next-'))
  onTestFinished(() => rmSync(dist, { recursive: true, force: true }))
  cpSync(DIST, dist, { recursive: true })
  const assets = join(dist, 'assets')
  const scripts = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name))
  const renamed = new Map(
    scripts.map((name) => [name, name.replace(/[\w-]{8}(?=\.\w+$)/, digest(name).slice(0, 8))]),
  )
  const next = (text: string) => text.replace(/[\w~.-]+-[\w-]{8}\.\w+/g, (name) => renamed.get(name) ?? name)
  const rewrite = (path: string) => writeFileSync(path, next(readFileSync(path, 'utf8')))
  const shellBefore = digest(readFileSync(join(dist, 'app.html'), 'utf8'))
  for (const path of ['app.html', 'app/sw.js', ...scripts.map((name) => `assets/${name}`)])
    rewrite(join(dist, path))
  for (const [from, to] of renamed) renameSync(join(assets, from), join(assets, to))
  const worker = readFileSync(join(dist, 'app/sw.js'), 'utf8')
  if (!worker.includes(shellBefore)) throw new Error('the worker does not name its shell by its digest')
  const shell = digest(readFileSync(join(dist, 'app.html'), 'utf8'))
  writeFileSync(join(dist, 'app/sw.js'), worker.replace(shellBefore, shell))
  return dist
}
