import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { stopWith } from '../node/courier-stop.ts'
import { faultsOf } from '../support/axe.ts'
import { holdOf, LABELS, openDesk } from './harness/counter.ts'
import { launch } from './harness/fake-camera.ts'
import { LONG_STOP, POINT } from './harness/long-stop.ts'
import { enterPin, openTablet } from './harness/tablet.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; no unpaid parcel is tried')

let browser: Awaited<ReturnType<typeof launch>>
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const OWED = { amount: 4_990, currency: 'EUR', paid: false }
const PAID = { ...OWED, paid: true }
const ADDRESS = { url: 'https://sesame.example/pay#s1.q3Xz7LmB1pRtV0' }
const UNPAID: Partial<CourierStop> = { ...LONG_STOP, payment: OWED, withoutCode: 'hold' }

/** Reads money and names as people do: every blank is one. */
const textOf = async (page: Page, selector: string) =>
  ((await page.locator(selector).first().textContent()) ?? '').replace(/\s/g, ' ').trim()
const qr = (page: Page) => page.locator('.pay-qr .qr svg')

async function fine(page: Page): Promise<void> {
  expect((await faultsOf(page, null)).violations).toEqual([])
}

/** A tablet at the door of an unpaid stop. */
async function atDoor(change: Partial<CourierStop> = {}, options = {}) {
  const tablet = await openTablet(browser, 'fr-FR', options)
  tablet.answers.payment = { json: ADDRESS }
  await tablet.show({ ...UNPAID, ...change })
  await tablet.page.locator('.unpaid').waitFor()
  // Taps on a screen that has just appeared do not count.
  await tablet.page.waitForTimeout(600)
  return tablet
}

describe.skipIf(!built)('R30: the courier at an unpaid stop', () => {
  test('the round says how much is to be paid; what is paid, ended or for a point bears no mark there', async () => {
    const { page, showRound } = await openTablet(browser, 'fr-FR')
    const stop = (shipmentId: string, change: Partial<CourierStop>) =>
      stopWith({ shipmentId, arrivedAt: null, ...change })
    await showRound([
      stop('owed', { payment: OWED }),
      stop('roubles', { payment: { amount: 120_000, currency: 'RUB', paid: false } }),
      stop('paid', { payment: PAID }),
      stop('free', {}),
      stop('point', { payment: OWED, dropOff: POINT }),
      stop('over', { payment: OWED, ...{ open: false, phase: 'held' } }),
    ])
    const lines = await page.locator('.stop-line .marks').allTextContents()
    // A browser writes the currency as its language does.
    const marks = lines.map((line) => /À payer.*?[€B]/.exec(line.replace(/\s/g, ' '))?.[0] ?? null)
    expect(marks).toEqual(['À payer 49,90 €', 'À payer 1 200 RUB', null, null, null, null])
    await fine(page)
  })

  test('before the arrival the amount stands with the facts, and the hint says what comes', async () => {
    const { page, show, become, tell } = await openTablet(browser, 'fr-FR')
    await show({ ...UNPAID, arrivedAt: null })
    await page.getByText('Ensuite, le client paie.').waitFor()
    expect(await textOf(page, '.stop-card .marks')).toContain('À payer 49,90 €')
    become({ payment: PAID })
    tell('payment-received')
    await page.locator('.stop-card .marks', { hasText: 'Payé' }).waitFor()
    await page.getByText('demandez').first().waitFor()
  })

  test('the panel takes the place of keypad, scan and identity check, and turns by itself', async () => {
    const tablet = await atDoor({ identityAllowed: false })
    const { page } = tablet
    expect(await textOf(page, '.unpaid h2')).toBe('Pas encore payé 49,90 €')
    expect(await page.locator('.keys, .sign-here').count()).toBe(0)
    const offered = await page.locator('.screen > .actions .button').allTextContents()
    expect(offered).toEqual(['Afficher le QR de paiement', 'Pas de code', 'Plus'])
    await fine(page)
    // Digits of a keyboard go nowhere.
    await page.keyboard.type('12345')
    await page.keyboard.press('Enter')
    tablet.become({ payment: PAID, withoutCode: 'identity' })
    tablet.tell('payment-received')
    await page.locator('.keys').waitFor()
    expect(await page.locator('[role=status].paid-now').textContent()).toBe('✓ Payé')
    expect(await page.locator('.dots i[data-full]').count()).toBe(0)
    expect(tablet.posts).toEqual([])
    await fine(page)
    // What is said for a moment only moves nothing when it goes.
    const at = await page.locator('.keys').boundingBox()
    await page.locator('.paid-now', { hasText: 'Payé' }).waitFor({ state: 'detached' })
    expect(await page.locator('.keys').boundingBox()).toEqual(at)
    expect(await textOf(page, '.stop-card')).toContain('Payé')
  })

  test.each<[string, Partial<CourierStop>, string, string]>([
    ['a code', { accepts: ['pin', 'link'] }, 'Le code s’y affiche ensuite', '.keys'],
    ['a link alone', { accepts: ['link'] }, 'et continue là', '.instead'],
    ['an ordinary parcel', { secured: false, accepts: [] }, 'le client signe ici', '.sign-here'],
  ])('%s: what follows the payment is said, and comes', async (_, change, words, then) => {
    const { page, become, tell } = await atDoor(change)
    await page.locator('.unpaid', { hasText: words }).waitFor()
    const secured = change.secured ?? true
    expect(await page.locator('.actions .danger').count()).toBe(secured ? 1 : 0)
    become({ payment: PAID })
    tell('payment-received')
    await page.locator(then).waitFor()
  })

  test('the QR opens over everything, names nobody, is asked for anew each time, and closes when it is paid', async () => {
    const tablet = await atDoor()
    const { page } = tablet
    const asked: string[] = []
    page.on('request', (request) => request.url().endsWith('/payment') && asked.push(request.url()))
    await page.getByRole('button', { name: 'Afficher le QR' }).click()
    await qr(page).waitFor()
    expect(await textOf(page, '.pay-qr h1')).toBe('49,90 €')
    const said = await textOf(page, '.pay-qr')
    expect(said).toContain('N’importe qui peut le scanner et payer.')
    expect(said).toContain('…3456')
    expect(said).not.toMatch(/Мария|501-0001|Лесная|незабудка/)
    expect(await page.locator('.screen').count()).toBe(0)
    await fine(page)
    await page.getByRole('button', { name: 'Retour' }).click()
    await page.locator('.unpaid').waitFor()
    await page.waitForTimeout(600)
    await page.getByRole('button', { name: 'Afficher le QR' }).click()
    await qr(page).waitFor()
    expect(asked).toHaveLength(2)
    const kept = await page.evaluate(async () => {
      const caches_ = await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
      )
      const urls = caches_.flat().map(({ url }) => url)
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, urls, location.href])
    })
    expect(kept).not.toMatch(/q3Xz7LmB1pRtV0|\/payment/)
    tablet.become({ payment: PAID })
    tablet.tell('payment-received')
    await page.locator('.keys').waitFor()
    expect(await page.locator('.pay-qr').count()).toBe(0)
  })

  test('a QR that does not come says why and is tried again; what is paid already closes it', async () => {
    const tablet = await atDoor()
    const { page } = tablet
    tablet.answers.payment = { status: 500, json: { code: 'server' } }
    await page.getByRole('button', { name: 'Afficher le QR' }).click()
    await page.locator('.pay-qr [role=alert]').waitFor()
    await fine(page)
    tablet.answers.payment = { json: ADDRESS }
    await page.waitForTimeout(600)
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await qr(page).waitFor()
    await page.getByRole('button', { name: 'Retour' }).click()
    await page.locator('.unpaid').waitFor()
    // It was paid meanwhile, and no word of that came over the socket.
    tablet.answers.payment = { status: 409, json: { code: 'nothing-to-pay' } }
    tablet.become({ payment: PAID })
    await page.waitForTimeout(600)
    await page.getByRole('button', { name: 'Afficher le QR' }).click()
    await page.locator('.keys').waitFor()
  })

  test('NL holds at once, and what ends a visit otherwise stays', async () => {
    const tablet = await atDoor()
    const { page } = tablet
    await page.locator('.actions .more').click()
    await page.locator('dialog[open] .reasons .button').first().waitFor()
    expect(await page.locator('dialog[open] .reasons .button').count()).toBe(4)
    // A link to pay by can be sent again; there is no code yet, and no receipt.
    await page.getByRole('button', { name: 'Renvoyer le lien' }).waitFor()
    expect(await page.getByRole('button', { name: /Renvoyer le code|Scanner le reçu/ }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.waitForTimeout(600)
    tablet.answers['no-code'] = { json: { outcome: 'held', code: 'NL', point: POINT, words: 'слова' } }
    await page.getByRole('button', { name: 'Pas de code' }).click()
    await page.locator('.no-code[data-hold]').waitFor()
    await page.waitForTimeout(600)
    await page.locator('.actions .danger').click()
    await page.locator('.outcome.do-not').waitFor()
    expect(tablet.posts).toEqual(['no-code'])
  })

  test('a code that is answered “unpaid” leads to the panel, and the word goes with it', async () => {
    const tablet = await openTablet(browser, 'fr-FR')
    const { page } = tablet
    await tablet.show({ ...LONG_STOP, payment: PAID })
    await page.locator('.keys').waitFor()
    tablet.answers.pin = { status: 409, json: { code: 'unpaid' } }
    tablet.become({ payment: OWED })
    await enterPin(page, '12345')
    await page.locator('.unpaid').waitFor()
    tablet.become({ payment: PAID })
    tablet.tell('payment-received')
    await page.locator('.keys').waitFor()
    expect(await page.locator('.keypad .message').textContent()).toBe('')
  })

  test('R36: without a network nothing is offered, as the payment could not be seen', async () => {
    const { page } = await atDoor()
    await page.locator('.connection[data-state="live"]').waitFor()
    await page.getByRole('button', { name: 'Afficher le QR' }).click()
    await qr(page).waitFor()
    await page.context().setOffline(true)
    await page.locator('.unpaid', { hasText: 'Sans réseau' }).waitFor()
    expect(await page.locator('.pay-qr').count()).toBe(0)
    expect(await page.locator('.screen > .actions .button').allTextContents()).toEqual(['Réessayer'])
    await fine(page)
    await page.context().setOffline(false)
    await qr(page).waitFor()
  })
})

describe.skipIf(!built)('R30: an unpaid parcel at the counter', () => {
  const hold = (payment: typeof OWED, change = {}) => holdOf(LABELS.slice(0, 2), { payment, ...change })

  async function onCounter(options = {}) {
    const desk = await openDesk(browser, [hold(OWED)], options)
    desk.answers.payment = { status: 200, body: ADDRESS }
    const { page } = desk
    for (const [n, label] of LABELS.slice(0, 2).entries()) {
      await desk.scan(label)
      await page.getByText(`${n + 1} из 2 отсканировано`).waitFor()
    }
    await page.locator('.unpaid').waitFor()
    return desk
  }

  test('nothing issues it; the QR closes and the ways open by themselves after it was paid', async () => {
    const desk = await onCounter()
    const { page } = desk
    expect(await textOf(page, '.unpaid h2')).toBe('Ещё не оплачено 49,90 €')
    for (const key of ['F7', 'F10']) await page.keyboard.press(key)
    expect(await page.locator('.pin, .identity').count()).toBe(0)
    await fine(page)
    await desk.scan('12345')
    await page.locator('.notice.bad', { hasText: 'Ещё не оплачено' }).waitFor()
    await page.keyboard.press('F6')
    await qr(page).waitFor()
    expect(await textOf(page, '.pay-qr')).not.toContain('Анна')
    await fine(page)
    await page.keyboard.press('Escape')
    await page.locator('.pay-qr').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Показать QR' }).click({ delay: 600 })
    await qr(page).waitFor()
    desk.holds.set('s1', hold(PAID))
    await page.getByRole('heading', { name: /^Код получателя/ }).waitFor()
    expect(await page.locator('.pay-qr').count()).toBe(0)
    await page.locator('.notice.good', { hasText: 'Оплачено' }).waitFor()
    const issue = desk.calls.filter(({ action }) => ['pin', 'qr', 'identity', 'scan'].includes(action))
    expect(issue).toEqual([])
    desk.answers.pin = { status: 200, body: { outcome: 'handed-over', code: 'PIN' } }
    await desk.scan('12345')
    await page.locator('.outcome.hand-over').waitFor()
    // Nobody asks any more once it is paid.
    const asked = () => desk.calls.filter(({ action }) => action === 'open').length
    const before = asked()
    await page.waitForTimeout(3_500)
    expect(asked()).toBe(before)
  })

  test('the recipient’s code is judged by the server, which may know of the payment before this screen', async () => {
    const desk = await onCounter()
    const { page } = desk
    desk.answers.qr = { status: 409, body: { code: 'unpaid' } }
    await desk.scan('SESAME:1:s1:abcdefghijklmnopqrstuv')
    await page.locator('.notice.bad', { hasText: 'Ещё не оплачено' }).waitFor()
    await page.locator('.unpaid').waitFor()
    desk.answers.qr = { status: 200, body: { outcome: 'handed-over', code: 'QR' } }
    await desk.scan('SESAME:1:s1:abcdefghijklmnopqrstuv')
    await page.locator('.outcome.hand-over').waitFor()
  })

  test('an answer “unpaid” brings the panel back, and another client’s paid parcels are issued beside it', async () => {
    const other = holdOf([LABELS[2]], { shipmentId: 's2', payment: PAID })
    const desk = await openDesk(browser, [hold(PAID), other])
    const { page } = desk
    for (const label of LABELS) {
      await desk.scan(label)
      await page.getByText('отсканировано').first().waitFor()
      await page.waitForTimeout(200)
    }
    desk.holds.set('s1', hold(OWED))
    await page.getByRole('button', { name: /^Перейти/ }).click({ delay: 600 })
    desk.answers.pin = { status: 409, body: { code: 'unpaid' } }
    await desk.scan('12345')
    await page.locator('.unpaid').waitFor()
    await page.getByRole('button', { name: /^Перейти/ }).click({ delay: 600 })
    await page.keyboard.press('F7')
    await page.getByRole('button', { name: /^Выдать 1 из 1/ }).waitFor()
  })

  test('a refusal and the return stay possible, and the list’s panel turns too', async () => {
    const desk = await openDesk(browser, [hold(OWED)])
    const { page } = desk
    const line = { stage: 'here', parcels: 2, here: 2, shelf: 'A-12', phoneTail: '4567', daysLeft: 3 }
    const times = { receivedAt: '2026-11-22T10:00:00Z', until: '2027-11-29' }
    const items = [{ ...line, ...times, shipmentId: 's1', waybill: '3456' }]
    desk.answers.holds = { status: 200, body: { items, cursor: null } }
    await page.keyboard.press('F8')
    await page.getByRole('button', { name: '3456' }).click()
    const mark = page.locator('.panel .badge', { hasText: 'Оплата' })
    await mark.waitFor()
    await page.getByRole('button', { name: 'Вернуть отправителю' }).waitFor()
    await page.getByRole('button', { name: 'Получатель отказывается' }).waitFor()
    await fine(page)
    desk.holds.set('s1', hold(PAID))
    await mark.waitFor({ state: 'detached' })
  })

  test('a claim and an end come before the money', async () => {
    const desk = await openDesk(browser, [hold(OWED, { claimOpen: true })])
    await desk.scan(LABELS[0])
    await desk.page.locator('.panel .none').waitFor()
    expect(await desk.page.locator('.unpaid').count()).toBe(0)
  })
})
