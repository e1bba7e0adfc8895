// This file is plain JavaScript without dependencies: it runs on the system's Node (20 or newer) in a fresh
// clone, before anything is installed. Everything after it runs on the project's own Node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { executable, findChromium, onPath, SHELL } from './chromium.mjs'

const MIN_NODE = 20
const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const stampFile = join(root, 'node_modules', '.sesame-setup')
const triedFile = join(root, 'node_modules', '.sesame-shell-tried')
// The tests' screens contain French and Russian text, which would show as boxes without such a font.
const FONT_PACKAGE = 'fonts-dejavu-core'
const SHELL_PACKAGE = 'chromium-headless-shell'
const CHROMIUM_PACKAGE = 'chromium'
/** This is longer than any browser takes to download. Without a network apt-get fails long before. */
const INSTALL_MS = 180_000

if (Number(process.versions.node.split('.')[0]) < MIN_NODE) {
  fail(`Node ${process.versions.node} is too old: Sesame needs ${MIN_NODE} or newer.`)
}
installPackages()
if (process.argv.includes('--tests')) installChromium()

/** Installs the packages when node_modules is missing or was made from another lock file. */
function installPackages() {
  if (stamp() === readStamp()) return
  console.log('Installing packages…')
  // With saving, npm on another system would add that system's binaries to the lock file and make a fresh
  // clone dirty.
  const result = run('npm', ['install', '--no-save', '--no-audit', '--no-fund'])
  if (!result.ok) fail('npm install failed. Check the network, then run the command again.', result.output)
  writeFileSync(stampFile, stamp())
}

function stamp() {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json']) {
    if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
}

/** Finds a browser or installs one: the headless shell where that package exists, otherwise full Chromium. */
function installChromium() {
  const { CHROMIUM } = process.env
  if (CHROMIUM && !executable(CHROMIUM)) fail(`CHROMIUM is set to ${CHROMIUM}, which is not a program.`)
  const mayInstall = process.getuid?.() === 0 && onPath('apt-get')
  if (findChromium()) {
    // The shell needs half the work. It is tried once only, because the browser found above works as well.
    if (!CHROMIUM && mayInstall && !executable(SHELL) && !existsSync(triedFile)) {
      writeFileSync(triedFile, '')
      console.log('Installing a lighter Chromium…')
      install([SHELL_PACKAGE])
    }
    return
  }
  const wayOut = 'Install Chromium, or set CHROMIUM to the path of a Chromium or Chrome.'
  if (!mayInstall) fail(`The tests need Chromium. ${wayOut}`)
  console.log('Installing Chromium…')
  const tried = [
    [SHELL_PACKAGE, FONT_PACKAGE],
    [CHROMIUM_PACKAGE, FONT_PACKAGE],
  ].map((packages) => (findChromium() ? { output: '' } : install(packages)))
  if (!findChromium())
    fail(`Chromium could not be installed. ${wayOut}`, tried.map(({ output }) => output).join(''))
}

/** Installs system packages. If that fails, it updates the package lists and tries again. */
function install(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const args = ['install', '-y', '--no-install-recommends', ...packages]
  const known = run('apt-get', args, env)
  if (known.ok) return known
  const update = run('apt-get', ['update'], env)
  const again = run('apt-get', args, env)
  return { ok: again.ok, output: update.output + again.output }
}

/** Keeps a command's output, which is shown only on failure. */
function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(command === 'apt-get' && { timeout: INSTALL_MS }),
    shell: process.platform === 'win32',
  })
  return {
    ok: result.status === 0,
    output: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}\n`,
  }
}

function fail(message, output = '') {
  console.error(`${output}${message}`)
  process.exit(1)
}
