// Plain JavaScript, like setup.mjs, which uses it before anything is installed.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The browser without its windows: the same engine, and half the work for the same pages. */
export const SHELL = '/usr/bin/chromium-headless-shell'
const USUAL = [SHELL, '/usr/bin/chromium', '/usr/bin/chromium-browser']
const NAMES = ['google-chrome', 'google-chrome-stable']

/** The browser of the tests: what CHROMIUM names, else the lightest there is; undefined: none. */
export function findChromium() {
  return process.env.CHROMIUM || USUAL.find(executable) || NAMES.map(onPath).find(Boolean)
}

/** Where a program lies, or undefined. */
export function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find(executable)
}

export function executable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
