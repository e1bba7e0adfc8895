import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { invitationUrl } from '../../scripts/client.ts'
import en from '../../web/courier/i18n/en.ts'
import fr from '../../web/courier/i18n/fr.ts'
import ru from '../../web/courier/i18n/ru.ts'
import practiceEn from '../../web/courier/practice/i18n/en.ts'
import practiceFr from '../../web/courier/practice/i18n/fr.ts'
import practiceRu from '../../web/courier/practice/i18n/ru.ts'
import type { System } from '../support/world.ts'
import { dispatched, wrongPins } from './support/day.ts'
import { PHONE } from './support/devices.ts'
import { film } from './support/film.ts'
import { phoneOf } from './support/recipient.ts'

/** The pictures and films of the courier's poster, guide and practice, which are parts of the product. */
const folder = join(import.meta.dirname, '../../web/public/app/guide')
const MAX_PICTURE = 40_000
const MAX_FILM = 350_000

const LANGUAGES = {
  en: { browser: 'en-GB', tablet: en, practice: practiceEn },
  fr: { browser: 'fr-FR', tablet: fr, practice: practiceFr },
  ru: { browser: 'ru-RU', tablet: ru, practice: practiceRu },
} as const
type Language = (typeof LANGUAGES)[keyof typeof LANGUAGES]

/** The screen of every picture: a phone or the middle of a tablet, in daylight. */
const DEVICE = {
  ...PHONE,
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 1,
  colorScheme: 'light',
} satisfies BrowserContextOptions

function save(name: string, file: Buffer, max: number): void {
  writeFileSync(join(folder, name), file)
  console.log(`${name} ${(file.length / 1000).toFixed(0)} kB`)
  if (file.length > max) throw new Error(`${name} is too large`)
}

/** Takes a picture without the bar that says that this is practice. */
async function picture(page: Page, name: string): Promise<void> {
  // The stage takes the place of the bar.
  const cover = (style: object) =>
    page.evaluate((given) => {
      const stage = document.querySelector<HTMLElement>('.practice-stage')
      if (stage) Object.assign(stage.style, given)
    }, style)
  await cover({ position: 'fixed', inset: '0', background: 'var(--bg)' })
  await page.waitForTimeout(300)
  const eye = await page.context().newCDPSession(page)
  const { data } = await eye.send('Page.captureScreenshot', { format: 'webp', quality: 88 })
  save(`${name}.webp`, Buffer.from(data, 'base64'), MAX_PICTURE)
  await cover({ position: '', inset: '', background: '' })
}

/** The hands of a courier who practises, slow enough to be followed on a film. */
class Hands {
  readonly page: Page
  readonly words: Language
  readonly pace: number

  constructor(page: Page, words: Language, pace: number) {
    this.page = page
    this.words = words
    this.pace = pace
  }

  async tap(name: string): Promise<void> {
    await this.rest(1)
    await this.page.getByRole('button', { name, exact: true }).click()
  }

  async rest(beats: number): Promise<void> {
    await this.page.waitForTimeout(beats * this.pace)
  }

  /** Begins a practice and arrives at the door. Returns the client's code. */
  async atDoor(which: 'hold' | 'identity'): Promise<string> {
    const { practice, tablet } = this.words
    await this.page.getByRole('button', { name: `${practice.begin}: ${practice[which]}` }).click()
    await this.page.getByRole('button', { name: tablet.arrived, exact: true }).waitFor()
    return /\d{5,8}/.exec((await this.page.locator('.practice-code').textContent()) ?? '')![0]
  }

  async enter(pin: string, beats = 0.4): Promise<void> {
    const keys = this.page.locator('.keys')
    for (const digit of pin) {
      await this.rest(beats)
      await keys.getByRole('button', { name: digit, exact: true }).click()
    }
    await this.rest(beats)
    await keys.locator('.submit').click()
  }

  async sign(): Promise<void> {
    const pad = this.page.locator('canvas[role=img]')
    await pad.scrollIntoViewIfNeeded()
    const box = (await pad.boundingBox())!
    await this.page.mouse.move(box.x + 40, box.y + box.height / 2)
    await this.page.mouse.down()
    for (let n = 1; n <= 24; n++) {
      await this.page.mouse.move(box.x + 40 + n * 9, box.y + box.height / 2 + Math.sin(n) * 30)
      await this.rest(0.04)
    }
    await this.page.mouse.up()
  }
}

/** What is played: each is filmed from the door on, and leaves its last screen in view. */
const SCENES: Record<string, (hands: Hands, pin: string) => Promise<void>> = {
  code: async (hands, pin) => {
    await hands.enter(pin)
    await hands.page.getByRole('heading', { name: hands.words.tablet.handOverNow }).waitFor()
  },
  'none-hold': async (hands) => {
    await hands.tap(hands.words.tablet.noCode)
    await hands.rest(3)
    await hands.tap(hands.words.tablet.noCodeConfirm)
    await hands.page.getByRole('heading', { name: hands.words.tablet.doNot }).waitFor()
  },
  'none-identity': async (hands) => {
    const { tablet } = hands.words
    await hands.tap(tablet.noCode)
    await hands.rest(3)
    await hands.tap(tablet.noCodeIdentity)
    await hands.rest(1)
    await hands.page.getByRole('radio', { name: tablet.docIdCard, exact: true }).check()
    await hands.rest(1)
    await hands.page.getByRole('radio', { name: tablet.yes, exact: true }).check()
    await hands.rest(1)
    await hands.sign()
    await hands.tap(tablet.handOver)
    await hands.page.getByRole('heading', { name: tablet.handOverNow }).waitFor()
  },
  'wrong-hold': async (hands, pin) => {
    await wrongFiveTimes(hands, pin)
    await hands.page.getByRole('heading', { name: hands.words.tablet.doNot }).waitFor()
  },
  'wrong-identity': async (hands, pin) => {
    await wrongFiveTimes(hands, pin)
    await hands.page.getByRole('button', { name: hands.words.tablet.identityCheck }).waitFor()
  },
}

/** Enters the first wrong code slowly, and the others as fast as can be seen. */
async function wrongFiveTimes(hands: Hands, pin: string): Promise<void> {
  for (const [i, wrong] of wrongPins(pin, 5).entries()) {
    await hands.enter(wrong, i === 0 ? 0.4 : 0.08)
    if (i === 4) return
    await hands.page.locator('.outcome .tries').waitFor()
    await hands.rest(i === 0 || i === 3 ? 2 : 0.8)
    await hands.page.getByRole('button', { name: hands.words.tablet.tryAgain }).click()
  }
}

const BEAT_MS = 700

/** Takes everything in three languages. The camera of `browser` shows a label. */
export async function guidePictures(world: System, browser: Browser): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const [locale, words] of Object.entries(LANGUAGES)) {
    const device = async () => (await browser.newContext({ ...DEVICE, locale: words.browser })).newPage()
    const recipient = { name: 'Anna Petit', locale }
    const [stop] = await dispatched(world, 'kse', { recipient })
    const page = await device()
    const given = { subject: stop!.courierId, name: 'Lucas Moreau' }
    const { url } = await invitationUrl(world.url, world.signingKey, 'courier', given)
    await page.goto(url)
    await page.locator('.actions .button').first().click()
    await page.waitForURL('**/app/courier')
    await page.getByRole('link', { name: recipient.name }).waitFor()
    const practice = async (which: 'hold' | 'identity', pace: number) => {
      await page.goto(`${world.url}/app/courier/practice`)
      const hands = new Hands(page, words, pace)
      return { hands, pin: await hands.atDoor(which) }
    }

    for (const name of Object.keys(SCENES)) {
      const { hands, pin } = await practice(name.endsWith('identity') ? 'identity' : 'hold', BEAT_MS)
      const camera = await film(browser, page)
      await hands.rest(1)
      await hands.tap(words.tablet.arrived)
      await hands.rest(1)
      await SCENES[name]!(hands, pin)
      await hands.rest(3.5)
      save(`${locale}-${name}.webm`, await camera.end(), MAX_FILM)
    }

    for (const [name, which, last] of [
      ['green', 'hold', 'code'],
      ['hold', 'hold', 'none-hold'],
    ] as const) {
      const { hands, pin } = await practice(which, 0)
      await hands.tap(words.tablet.arrived)
      await SCENES[last]!(hands, pin)
      await picture(page, `${locale}-${name}`)
    }
    const check = await practice('identity', 0)
    await check.hands.tap(words.tablet.arrived)
    await check.hands.tap(words.tablet.noCode)
    await check.hands.tap(words.tablet.noCodeIdentity)
    await page.getByRole('radio', { name: words.tablet.docIdCard, exact: true }).check()
    await page.getByRole('radio', { name: words.tablet.yes, exact: true }).check()
    await page.evaluate(() => scrollTo({ top: 0 }))
    await picture(page, `${locale}-identity`)
    const wrong = await practice('hold', 0)
    await wrong.hands.tap(words.tablet.arrived)
    await wrong.hands.enter(wrongPins(wrong.pin, 1)[0]!)
    await page.locator('.outcome .tries').waitFor()
    await picture(page, `${locale}-wrong`)

    // Only where the courier stands at the door does the recipient's phone show its camera.
    const arrive = `/api/stops/${stop!.id}/arrive`
    await page.evaluate(
      ([path, at]) =>
        fetch(path!, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          body: JSON.stringify({ at }),
        }),
      [arrive, new Date().toISOString()],
    )
    const phone = await phoneOf({ world, device }, stop!)
    await phone.locator('.scanner[data-state=scanning]').waitFor()
    await phone.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0)
    await picture(phone, `${locale}-phone`)
    await phone.context().close()
    await page.context().close()
  }
}
