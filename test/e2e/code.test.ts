import { expect, test } from 'vitest'
import { startWorld } from '../support/harness.ts'
import { openLink, secretOf } from '../support/world.ts'
import { symbol } from '../web/harness/symbol.ts'
import { expectAccessible } from './support/axe.ts'
import { arriveAt, atDoor, openStop, tabletOf, tabletPost, typePin, typeWrong } from './support/courier.ts'
import { codesOf, dispatched, eventsOf, oneStop, pinOf, wrongPins } from './support/day.ts'
import { PHONE } from './support/devices.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { setStage } from './support/stage.ts'

// This file has its own world, because the nearest point depends on every point that exists.
const stage = setStage(() => startWorld({ web: true }))

test('R11: the right PIN at the first try hands over: D7, no signature, the whole screen green', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const tablet = await tabletOf(stage, stop)
  // Before arrival the round says what the stop accepts (R10).
  await tablet.getByRole('link', { name: /Camille Renaud.*Code ou QR/ }).waitFor()
  await arriveAt(tablet, stop)
  await typePin(tablet, await pinOf(world, stop))
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
  await tablet.getByText('D7 · Code').waitFor()
  expect(await tablet.getByText('signe', { exact: false }).count()).toBe(0)
  expect(await codesOf(world, stop.id)).toEqual(['D7'])
  const handedOver = (await eventsOf(world, stop.id)).find(({ type }) => type === 'handed-over')
  expect(handedOver).toMatchObject({ data: { proof: 'pin' }, proved: expect.arrayContaining(['secret']) })

  await tablet.getByRole('button', { name: 'Arrêt suivant' }).click()
  await tablet.getByText('1 / 1').waitFor()
  await tablet.getByRole('link', { name: /Camille Renaud.*Code \d\d:\d\d/ }).waitFor()
})

test('R12: four wrong codes, each says what is left; the fifth, right, hands over', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const right = await pinOf(world, stop)
  const tablet = await atDoor(stage, stop)
  for (const [n, wrong] of wrongPins(right, 4).entries()) await typeWrong(tablet, wrong, 4 - n)
  // A refused code leaves no digit behind.
  await tablet.getByRole('status', { name: '0 chiffres sur 6' }).waitFor()
  await typePin(tablet, right)
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
  expect(await codesOf(world, stop.id)).toEqual(['D7'])
})

test('R12, R14: the fifth wrong code is NL: red, the words, the point; then right and wrong are the same bytes', async () => {
  const { world, pointName } = stage
  const stop = await oneStop(world, 'chronopost')
  const right = await pinOf(world, stop)
  const [last = '', ...wrong] = wrongPins(right, 6)
  const another = wrong.pop()!
  const tablet = await atDoor(stage, stop)
  for (const pin of wrong) await typeWrong(tablet, pin)
  await typePin(tablet, last)
  await expectWholeScreen(tablet, 'red', 'Ne remettez pas le colis')
  await tablet.getByText('NL · mis en instance au point relais').waitFor()
  await tablet
    .getByRole('blockquote')
    .filter({ hasText: `point relais « ${pointName} »` })
    .waitFor()
  await tablet.getByRole('heading', { name: pointName }).waitFor()
  await tablet.getByText('3 place Jules-Ferry').waitFor()

  const path = `/api/stops/${stop.id}/pin`
  const answers = [
    await tabletPost(tablet, path, { pin: right }),
    await tabletPost(tablet, path, { pin: another }),
  ]
  expect(answers[0]).toEqual({ status: 200, text: '{"outcome":"closed"}' })
  expect(answers[1]).toEqual(answers[0])
  expect(await codesOf(world, stop.id)).toEqual(['NL'])
})

test('R13: no code: the words first, only then a second confirmation, and NL with the point', async () => {
  const { world, pointName } = stage
  const stop = await oneStop(world, 'chronopost')
  const tablet = await atDoor(stage, stop)
  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  await tablet.getByRole('heading', { name: 'Ce colis ne doit pas être remis' }).waitFor()
  const words = tablet.getByRole('blockquote')
  expect(await words.textContent()).toMatch(/je ne peux pas vous remettre le colis sans le code secret/)
  expect(await words.textContent()).toContain(pointName)
  // Nothing has happened yet, so the courier can still go back.
  await tablet.getByRole('button', { name: 'Retour : il y a un code' }).click()
  await tablet.getByRole('group', { name: 'Code à 6 chiffres du client' }).waitFor()
  expect(await codesOf(world, stop.id)).toEqual([])

  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  await tablet.getByRole('button', { name: 'Client informé, pas de code' }).click()
  await expectWholeScreen(tablet, 'red', 'Ne remettez pas le colis')
  await tablet.getByText('NL · mis en instance au point relais').waitFor()
  await tablet.getByRole('heading', { name: pointName }).waitFor()
  expect(await codesOf(world, stop.id)).toEqual(['NL'])
})

test('R14: the words are in the recipient’s language, whatever the courier reads', async () => {
  const { world } = stage
  const [stop] = await dispatched(world, 'chronopost', { recipient: { locale: 'en', name: 'Grace Hill' } })
  const tablet = await atDoor(stage, stop!)
  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  const words = tablet.getByRole('blockquote')
  expect(await words.textContent()).toMatch(/^By your sender’s instructions I may not hand the parcel over/)
  expect(await words.getAttribute('lang')).toBe('en')
})

test('R12: two codes before the camera at once are one attempt', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const { phone, path } = await openLink(world, (await secretOf(world, stop.phone)).link)
  const { qr } = (await phone.must('GET', path)).secret
  const wrong = `${qr.slice(0, -4)}${qr.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`
  const codes = await Promise.all([wrong, qr].map((text) => symbol(text, 'QRCode')))
  await stage.show(`<div style="display: flex; gap: 48px">${codes.join('')}</div>`)
  const tablet = await atDoor(stage, stop)
  let asked = 0
  tablet.on('request', (request) => {
    if (request.url().endsWith('/qr')) asked++
  })
  await tablet.getByRole('button', { name: 'Scanner le QR' }).click()
  await expect.poll(() => asked).toBe(1)
  await tablet.waitForTimeout(1_000)
  expect(asked).toBe(1)
})

test('R39: nothing to tell a caller before the arrival; then code and the same two words on both screens, without a reload', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost', { policy: { reveal: 'arrival' } })
  const { link } = await secretOf(world, stop.phone)
  const phone = await stage.device(PHONE)
  await phone.goto(link)
  await phone.getByRole('heading', { name: 'Votre colis est en route' }).waitFor()
  await phone.getByText('Votre code s’affiche ici quand le coursier est à votre porte').waitFor()
  // Whoever rings up before the arrival asks for what the page does not have.
  await phone.getByText('Ne donnez jamais de code par téléphone').waitFor()
  expect(await phone.getByRole('img', { name: /Code/ }).count()).toBe(0)
  await expectAccessible('a page that waits for the courier', phone)

  const tablet = await tabletOf(stage, stop)
  await openStop(tablet, stop)
  expect(await tablet.getByText('face à face').count()).toBe(0)
  await tablet.getByRole('button', { name: 'Je suis sur place' }).click()
  const words = (await tablet.locator('.visit-words strong').textContent()) ?? ''
  expect(words).toMatch(/^\p{L}+ · \p{L}+$/u)
  await phone.getByText(words, { exact: true }).waitFor()
  await phone.getByText('Seulement face à face').waitFor()
  await expectAccessible('a page with code and words', phone)
  await expectAccessible('a door with words', tablet)
  // The tablet reads them again after a reload, and with a new reading of the round.
  await tablet.reload()
  await tablet.getByText(words, { exact: true }).waitFor()
  const pin = (await phone.getByRole('img', { name: /^Code: / }).getAttribute('aria-label')) ?? ''
  await typePin(tablet, pin.replace(/\D/g, ''))
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
  expect(await codesOf(world, stop.id)).toEqual(['D7'])
  expect(await phone.getByText(words, { exact: true }).count()).toBe(0)
})
