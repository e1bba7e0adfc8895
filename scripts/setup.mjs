// Plain JavaScript without dependencies: it runs on the system's Node (20 or newer) in a bare clone, before
// anything is installed. Everything after it runs on the project's own Node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const MIN_NODE = 20
const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const stampFile = join(root, 'node_modules', '.sesame-setup')
// The tests' screens hold French and Russian text: without such a font they would show boxes.
const CHROMIUM_PACKAGES = ['chromium', 'fonts-dejavu-core']

if (Number(process.versions.node.split('.')[0]) < MIN_NODE) {
  fail(`Node ${process.versions.node} is too old: Sesame needs ${MIN_NODE} or newer.`)
}
installPackages()
if (process.argv.includes('--tests')) installChromium()

/** Installs when node_modules is missing or was made from another lock file. */
function installPackages() {
  if (stamp() === readStamp()) return
  console.log('Installing packages…')
  // Without saving: on another system npm would add that system's binaries to the lock, and a fresh clone be dirty.
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

function installChromium() {
  if (findChromium()) return
  const wayOut = 'Install Chromium, or set CHROMIUM to the path of a Chromium or Chrome.'
  if (process.getuid?.() !== 0 || !onPath('apt-get')) fail(`The tests need Chromium. ${wayOut}`)
  console.log('Installing Chromium…')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const update = run('apt-get', ['update'], env)
  const install = run('apt-get', ['install', '-y', '--no-install-recommends', ...CHROMIUM_PACKAGES], env)
  if (!install.ok || !findChromium())
    fail(`Chromium could not be installed. ${wayOut}`, update.output + install.output)
}

function findChromium() {
  const { CHROMIUM } = process.env
  if (CHROMIUM) {
    if (!executable(CHROMIUM)) fail(`CHROMIUM is set to ${CHROMIUM}, which is not a program.`)
    return CHROMIUM
  }
  const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(executable)
  return usual ?? onPath('google-chrome') ?? onPath('google-chrome-stable')
}

function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find(executable)
}

function executable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Output is kept, and shown only on failure. */
function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
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
