import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { sharedWorld } from '../../support/harness.ts'
import type { System } from '../../support/world.ts'
import { framesOf, launchPlaying } from '../../web/harness/fake-camera.ts'
import { createPool } from './pool.ts'

/** This is longer than any answer takes, and short enough to show which step of a day failed. */
const STEP_MS = 30_000

/** A world and a browser, with devices that are as new for every test. */
export interface Stage {
  world: System
  browser: Browser
  /** The point to which parcels go that may not be handed over. */
  pointName: string
  /** Opens a page that shares cookies and storage with no other. */
  device(options: BrowserContextOptions): Promise<Page>
  /** Shows a picture (HTML) to every camera that is started from now on. */
  show(html: string): Promise<void>
  /**
   * Ignores console errors that this test causes on purpose, such as the browser's line for a refused
   * request.
   */
  forgive(line: RegExp): void
}

interface Cinema {
  browser: Browser
  pool: ReturnType<typeof createPool>
  /** The file that every camera of the browser plays. */
  film: string
  /** The frames of a camera that nothing is held before. */
  empty: Buffer
}

let cinema: Promise<Cinema> | null = null

/**
 * Returns the one browser of a test process. Starting one takes as long as a short day. It ends with the
 * process.
 */
function sharedCinema(): Promise<Cinema> {
  cinema ??= (async () => {
    const film = join(mkdtempSync(join(tmpdir(), 'sesame-camera-')), 'seen.mjpeg')
    // The file must exist before the browser looks for cameras.
    writeFileSync(film, '')
    const browser = await launchPlaying(film)
    return { browser, pool: createPool(browser, STEP_MS), film, empty: await framesOf(browser, '') }
  })()
  return cinema
}

/** The file is replaced as a whole, because a running camera keeps the file it opened. */
function play(film: string, frames: Buffer): void {
  writeFileSync(`${film}.new`, frames)
  renameSync(`${film}.new`, film)
}

/**
 * Sets the stage for a file of days. Every test fails on a console error or an uncaught exception in any
 * page. `start` makes a separate world, for tests that alter it or read lists that other tests fill.
 */
export function setStage(start?: () => Promise<System>): Stage {
  let film = ''
  const problems: string[] = []
  const forgiven: RegExp[] = []
  let pool: Cinema['pool']
  const stage: Stage = {
    // These are set before the first test.
    world: undefined as unknown as System,
    browser: undefined as unknown as Browser,
    pointName: 'Relais Tabac des Brotteaux',
    device: (options) => pool.lend(options, (problem) => problems.push(problem)),
    async show(html) {
      play(film, await framesOf(stage.browser, html))
    },
    forgive: (line) => forgiven.push(line),
  }

  beforeAll(async () => {
    stage.world = await (start?.() ?? sharedWorld({ web: true }))
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
    pool = seen.pool
    film = seen.film
    play(film, empty)
  })
  afterEach(async () => {
    await pool.takeBack()
    const unforgiven = problems.splice(0).filter((line) => !forgiven.some((known) => known.test(line)))
    forgiven.length = 0
    expect(unforgiven).toEqual([])
  })
  afterAll(async () => {
    if (start) await stage.world?.close()
  })
  return stage
}
