import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { ended } from '../node/courier-stop.ts'
import { launch } from './harness/fake-camera.ts'
import { misfits, overlap, SIZES, sized } from './harness/fit.ts'
import { LONG_STOP, POINT, WORDS } from './harness/long-stop.ts'
import { failedByMistake, heldByMistake, signed, soon } from './harness/stop-ends.ts'
import { enterPin, openTablet, type Tablet } from './harness/tablet.ts'
import { network, storeActs } from './harness/unsent.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; the courier’s screens are not measured')

let browser: Awaited<ReturnType<typeof launch>>
beforeAll(async () => {
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
})

const ACTIONS = '.outcome > .actions .button, .screen > .actions .button'
const LOCALES = ['ru-RU', 'fr-FR', 'en-GB']

type Screen = [
  name: string,
  stop: Partial<CourierStop>,
  lead?: ((page: Page, tablet: Tablet) => Promise<void>) | undefined,
  blocked?: { pin?: boolean; identity?: boolean },
]
const press = (selector: string) => (page: Page) => page.locator(selector).first().click()
const typed = async (page: Page) => {
  await enterPin(page, '12345')
  await page.locator('.outcome').waitFor()
}
const PAD = 'canvas'
/** Loses the network, once all that the screen needs is loaded, and waits for what it then shows. */
const cutOff = (shown: string) => async (page: Page) => {
  // The pad to sign on is loaded behind the page.
  if (shown === PAD) await page.locator(PAD).waitFor()
  await page.waitForLoadState('networkidle')
  await network(page, false)
  await page.locator(shown).first().waitFor()
}
const DOOR_CUT_OFF = cutOff('.instead .bullets')
/** The network is lost, then the visit ends: what the outcome says is this tablet's word so far (R36). */
const endedCutOff =
  (end: (page: Page, tablet: Tablet) => Promise<void>, before = '.instead .bullets') =>
  async (page: Page, tablet: Tablet) => {
    await cutOff(before)(page)
    await end(page, tablet)
    await page.locator('.outcome .provisional').waitFor()
  }
const CLOSED = { codes: 'closed', attemptsLeft: 0, identityAllowed: true } as const

/** What a courier without a network sees. */
const CUT_OFF: Screen[] = [
  ['a door', LONG_STOP, DOOR_CUT_OFF],
  ['a door: QR or hold', { ...LONG_STOP, accepts: ['pin', 'qr'], withoutCode: 'hold' }, DOOR_CUT_OFF],
  ['a door: identity', { ...LONG_STOP, identityAllowed: true }, DOOR_CUT_OFF],
  ['a door: no identity', LONG_STOP, DOOR_CUT_OFF, { identity: true }],
  ['a door: a dispatcher is asked', { ...LONG_STOP, asksFirst: true, tabletFailed: true }, DOOR_CUT_OFF],
  [
    'a door: link, a dispatcher is asked',
    { ...LONG_STOP, accepts: ['pin', 'link'], asksFirst: true },
    DOOR_CUT_OFF,
  ],
  ['it needs a network', { ...LONG_STOP, suspended: true }, cutOff('.screen > main > .card.stack h2')],
  ['held', { ...LONG_STOP, withoutCode: 'hold' }, endedCutOff(heldByMistake)],
  ['failed', LONG_STOP, endedCutOff(failedByMistake)],
  ['handed over', { ...LONG_STOP, secured: false, accepts: [], codes: 'closed' }, endedCutOff(signed, PAD)],
]

const SCREENS: Screen[] = [
  ['before the round left', { ...LONG_STOP, open: false, phase: 'scheduled' }],
  ['before arrival', { ...LONG_STOP, arrivedAt: null }],
  ['before arrival at a point', { ...LONG_STOP, arrivedAt: null, dropOff: POINT }],
  ['at a point', { ...LONG_STOP, dropOff: POINT }],
  ['an ordinary stop', { ...LONG_STOP, secured: false, accepts: [], codes: 'closed' }],
  ['PIN blocked', LONG_STOP, undefined, { pin: true }],
  ['codes closed', { ...LONG_STOP, ...CLOSED }],
  ['QR only', { ...LONG_STOP, accepts: ['qr'] }],
  ['link only', { ...LONG_STOP, accepts: ['link'] }, (page) => page.locator('.phone-line').waitFor()],
  ['no code: hold', { ...LONG_STOP, withoutCode: 'hold' }, press('.actions .danger')],
  ['no code: identity', LONG_STOP, press('.actions .danger')],
  ['the identity check', { ...LONG_STOP, ...CLOSED }, press('.actions .primary')],
  ['a claim', { ...LONG_STOP, claimOpen: true }],
  [
    'handed over',
    LONG_STOP,
    (page, tablet) => {
      tablet.answers.pin = { json: { outcome: 'handed-over', code: 'D7' } }
      return typed(page)
    },
  ],
  [
    'held',
    LONG_STOP,
    (page, tablet) => {
      tablet.answers.pin = { json: { outcome: 'held', code: 'NL', point: POINT, words: WORDS } }
      return typed(page)
    },
  ],
  [
    'wrong parcel',
    LONG_STOP,
    (page, tablet) => {
      tablet.answers.pin = { json: { outcome: 'wrong-parcel' } }
      return typed(page)
    },
  ],
  ...([4, 1] as const).map(
    (left): Screen => [
      `a wrong code, ${left} left`,
      LONG_STOP,
      (page, tablet) => {
        tablet.answers.pin = { json: { outcome: 'wrong', left } }
        return typed(page)
      },
    ],
  ),
  ['held, to be taken back', { ...LONG_STOP, withoutCode: 'hold' }, heldByMistake],
  ['failed, to be taken back', LONG_STOP, failedByMistake],
  ['ended: to be taken back', ended('depot', { ...LONG_STOP, open: false, reopenUntil: soon() })],
  ['ended: held', ended('held', { ...LONG_STOP, open: false })],
  [
    'ended: arrival due',
    ended('dropped-off', { ...LONG_STOP, open: false, dropOff: POINT, arrivalDue: true }),
  ],
]

describe.skipIf(!built)('what is to be done next is on the screen, without scrolling', () => {
  test.each(LOCALES)('%s: every screen of a stop', async (locale) => {
    const tablet = await openTablet(browser, locale)
    const { page } = tablet
    const faults: string[] = []
    for (const [name, stop, lead, blocked] of SCREENS) {
      await page.setViewportSize({ width: 800, height: 1180 })
      tablet.answers = {}
      await tablet.show(stop, blocked)
      await page.locator(ACTIONS).first().waitFor()
      await lead?.(page, tablet)
      await page.locator(ACTIONS).first().waitFor()
      for (const size of SIZES) {
        await sized(page, size)
        faults.push(...(await misfits(page, ACTIONS)).map((fault) => `${name}, ${size.join('×')}: ${fault}`))
      }
    }
    expect(faults).toEqual([])
  })

  test.each(LOCALES)('%s: every screen of a stop without a network', async (locale) => {
    const tablet = await openTablet(browser, locale)
    const { page } = tablet
    const faults: string[] = []
    for (const [name, stop, lead, blocked] of CUT_OFF) {
      await network(page, true)
      await page.setViewportSize({ width: 800, height: 1180 })
      tablet.answers = {}
      await tablet.show(stop, blocked)
      await lead?.(page, tablet)
      // That an outcome is provisional belongs to what has to be seen at once.
      const seen = (await page.locator('.provisional').count()) > 0 ? [ACTIONS, '.provisional'] : [ACTIONS]
      for (const size of SIZES) {
        await sized(page, size)
        const found = await Promise.all(seen.map((what, n) => misfits(page, what, n > 0 ? 0 : undefined)))
        faults.push(...found.flat().map((fault) => `${name}, ${size.join('×')}: ${fault}`))
      }
      // What was done must not end the next stop, which has the same id.
      await storeActs(page, [])
    }
    expect(faults).toEqual([])
  })

  test.each(LOCALES)('%s: the choice among twelve parcels', async (locale) => {
    const tablet = await openTablet(browser, locale)
    const { page } = tablet
    await tablet.show({ ...LONG_STOP, attended: true })
    await page.locator('.parcel-choice').click()
    const faults: string[] = []
    for (const size of SIZES) {
      await sized(page, size)
      const found = await misfits(page, 'dialog[open] .button')
      faults.push(...found.map((fault) => `${size.join('×')}: ${fault}`))
    }
    expect(faults).toEqual([])
  })
})

describe.skipIf(!built)('no tap falls through', () => {
  const STOPS: [name: string, stop: Partial<CourierStop>, lead?: (page: Page) => Promise<void>][] = [
    ['a secured stop', LONG_STOP],
    ['a secured stop with a substitute phone', { ...LONG_STOP, tabletFailed: true, identityAllowed: true }],
    ['an ordinary stop', { ...LONG_STOP, secured: false, accepts: [], codes: 'closed' }],
    ['a drop-off', { ...LONG_STOP, dropOff: POINT }],
    ['a door without a network', LONG_STOP, DOOR_CUT_OFF],
  ]
  test.each(LOCALES)('%s: nothing that ends a visit lies where "I have arrived" was', async (locale) => {
    const tablet = await openTablet(browser, locale)
    const { page } = tablet
    for (const [name, stop, lead] of STOPS) {
      await tablet.show({ ...stop, arrivedAt: null })
      const arrived = page.locator('.button.huge')
      const boxes = []
      for (const size of SIZES) {
        await sized(page, size)
        boxes.push((await arrived.boundingBox())!)
      }
      await arrived.click()
      await page.locator('.actions .more').waitFor()
      await lead?.(page)
      // Without a network the two that open the camera lie higher. They end nothing.
      const ends = lead ? '.screen > .actions :is(.danger, .more)' : ACTIONS
      for (const [n, size] of SIZES.entries()) {
        await sized(page, size)
        for (const button of await page.locator(ends).all()) {
          const words = await button.textContent()
          expect([name, size, words, overlap((await button.boundingBox())!, boxes[n]!)]).toEqual([
            name,
            size,
            words,
            false,
          ])
        }
      }
    }
  })
})
