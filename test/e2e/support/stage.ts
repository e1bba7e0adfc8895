import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type Place, sharedWorld } from '../../support/world.ts'
import { framesOf, launchPlaying } from '../../web/harness/fake-camera.ts'

/** Longer than any answer takes, short enough to tell which step of a day failed. */
const STEP_MS = 30_000

/** A world and a browser; fresh contexts for every test. */
export interface Stage {
  world: Place
  browser: Browser
  /** A point that parcels go to which may not be handed over. */
  pointName: string
  /** A device of its own: its cookies and storage are shared with nobody. */
  device(options: BrowserContextOptions): Promise<Page>
  /** Puts a picture (HTML) in front of every camera that is started from now on. */
  show(html: string): Promise<void>
  /** Console errors that this test is about, such as the browser's own line for a refused request. */
  forgive(line: RegExp): void
}

interface Cinema {
  browser: Browser
  /** The file that every camera of the browser plays. */
  film: string
  /** What a camera sees that nothing is held before. */
  empty: Buffer
}

let cinema: Promise<Cinema> | null = null

/** One browser a process of tests: starting one costs as much as a short day. It ends with the process. */
function sharedCinema(): Promise<Cinema> {
  cinema ??= (async () => {
    const film = join(mkdtempSync(join(tmpdir(), 'sesame-camera-')), 'seen.mjpeg')
    // The file must be there before the browser looks for cameras.
    writeFileSync(film, '')
    const browser = await launchPlaying(film)
    return { browser, film, empty: await framesOf(browser, '') }
  })()
  return cinema
}

/** Replaced whole: a camera that is running keeps the file it opened. */
function play(film: string, frames: Buffer): void {
  writeFileSync(`${film}.new`, frames)
  renameSync(`${film}.new`, film)
}

/**
 * Sets the stage for a file of days. Every test fails on an error in any page's console, or an exception that
 * a page did not catch. `start` makes a world of its own, for those that alter it or look at lists that others fill.
 */
export function setStage(start?: () => Promise<Place>): Stage {
  let film = ''
  const problems: string[] = []
  const forgiven: RegExp[] = []
  const contexts: { close(): Promise<void> }[] = []
  const stage: Stage = {
    // Set before the first test.
    world: undefined as unknown as Place,
    browser: undefined as unknown as Browser,
    pointName: 'Relais Tabac des Brotteaux',
    async device(options) {
      const context = await stage.browser.newContext(options)
      contexts.push(context)
      context.setDefaultTimeout(STEP_MS)
      context.on('weberror', (error) => problems.push(error.error().stack ?? String(error.error())))
      context.on('console', (line) => {
        if (line.type() === 'error') problems.push(`${line.text()} ${line.location().url}`)
      })
      return context.newPage()
    },
    async show(html) {
      play(film, await framesOf(stage.browser, html))
    },
    forgive: (line) => forgiven.push(line),
  }

  beforeAll(async () => {
    stage.world = await (start ?? sharedWorld)()
    await stage.world.dispatcher.must('POST', '/api/points', {
      name: stage.pointName,
      kind: 'point',
      address: {
        line1: '3 place Jules-Ferry',
        city: 'Lyon',
        postcode: '69006',
        country: 'FR',
        lat: 45.7671,
        lon: 4.8597,
      },
    })
    const { browser, empty, ...seen } = await sharedCinema()
    stage.browser = browser
    film = seen.film
    play(film, empty)
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    const unforgiven = problems.splice(0).filter((line) => !forgiven.some((known) => known.test(line)))
    forgiven.length = 0
    expect(unforgiven).toEqual([])
  })
  afterAll(async () => {
    if (start) await stage.world?.close()
  })
  return stage
}
