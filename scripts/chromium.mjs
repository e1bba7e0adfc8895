// This file is plain JavaScript because setup.mjs uses it before anything is installed.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The headless shell has the same engine and needs half the work for the same pages. */
export const SHELL = '/usr/bin/chromium-headless-shell'
const USUAL = [SHELL, '/usr/bin/chromium', '/usr/bin/chromium-browser']
const NAMES = ['google-chrome', 'google-chrome-stable']

/**
 * Returns the path of the tests' browser: the one that CHROMIUM names, otherwise the lightest that is
 * installed. It returns undefined when there is none.
 */
export function findChromium() {
  return process.env.CHROMIUM || USUAL.find(executable) || NAMES.map(onPath).find(Boolean)
}

/** Returns the path of a program that is found through PATH, or undefined. */
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
