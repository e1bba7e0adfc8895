import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { LOCALES } from '../../worker/domain/terms.ts'
import { expectAccessible } from './support/axe.ts'
import { tabletOf } from './support/courier.ts'
import { dispatched } from './support/day.ts'
import { deskOf } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const LANGUAGES = { ru: 'Русский', fr: 'Français', en: 'English' }

/** Returns what does not fit a sheet of A4, in every language: an empty list is right. */
async function cutOff(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const locale of LOCALES) {
    await page.getByRole('radio', { name: LANGUAGES[locale] }).check()
    await page.locator(`.papers[lang=${locale}]`).first().waitFor()
    await page.emulateMedia({ media: 'print' })
    const over = await page.locator('.a4').evaluateAll((sheets) =>
      sheets.flatMap((sheet) => {
        const { bottom } = sheet.getBoundingClientRect()
        const last = sheet.lastElementChild!.getBoundingClientRect().bottom
        const edge = bottom - Number.parseFloat(getComputedStyle(sheet).paddingBottom)
        return last > edge + 1 || sheet.scrollWidth > sheet.clientWidth
          ? [`${sheet.className}: ${last - edge} px`]
          : []
      }),
    )
    found.push(...over.map((what) => `${locale} ${what}`))
    await page.emulateMedia({ media: null })
  }
  return found
}

/** Presses Print and returns how many pages would come out. */
async function pagesOf(page: Page): Promise<number> {
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '')
  })
  await page.getByRole('button', { name: 'Imprimer' }).click()
  await page.locator('body[data-printed]').waitFor()
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

test('R13: a dispatcher prints the poster and the guide of a contract, in its words, in any language, on two sheets', async () => {
  // The longest name and every proof have to fit their sheets too.
  const policy = { reveal: 'arrival', door: ['pin', 'qr', 'link'], codes: { 'no-code': 'NLX' } }
  const carrier = 'Messageries express du Rhône, de la Saône et de l’Isère réunies'.slice(0, 60)
  const body = { name: 'Maison Lumière', carrier, profile: 'chronopost', policy }
  await stage.world.dispatcher.must('PUT', '/api/contracts/papers', body)
  const desk = await deskOf(stage)
  await desk.goto(`${stage.world.url}/app/dispatch/contracts/papers`)
  await desk.getByRole('link', { name: 'Affiche et guide' }).click()
  const guide = desk.getByRole('article', { name: 'Guide' })
  await guide.getByText('NLX', { exact: true }).first().waitFor()
  await desk.getByRole('article', { name: 'Affiche' }).getByText(carrier).waitFor()
  await expectAccessible('the papers of a contract', desk)
  for (const picture of await desk.locator('.papers img').all())
    expect(await picture.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(
      390,
    )
  expect(await cutOff(desk)).toEqual([])
  await desk.getByRole('radio', { name: 'Français' }).check()
  expect(await pagesOf(desk)).toBe(2)

  await desk.getByRole('link', { name: 'Maison Lumière' }).click()
  await desk.getByRole('heading', { name: 'Maison Lumière' }).waitFor()
})

test('R13: before the first shift a courier is offered films and the papers of the round; once seen, no more', async () => {
  const [stop] = await dispatched(stage.world, 'kse', { recipient: { name: 'Camille Renaud', locale: 'fr' } })
  const tablet = await tabletOf(stage, stop!)
  await tablet.getByText('Premier jour ?').waitFor()
  await tablet.getByRole('link', { name: 'Voir' }).click()
  const films = tablet.getByRole('list', { name: 'À voir d’abord' }).first()
  await films.waitFor()
  expect(await films.getByRole('button').count()).toBe(3)
  for (const name of ['Le client a le code', 'Le client n’a pas de code', 'Le code est faux']) {
    await films.getByRole('button', { name }).click()
    const dialog = tablet.getByRole('dialog', { name })
    const film = dialog.locator('video')
    await expect
      .poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime))
      .toBeGreaterThan(0.5)
    await expectAccessible(`the film “${name}”`, tablet)
    await dialog.getByRole('button', { name: 'Fermer' }).click()
  }

  await tablet.getByRole('link', { name: 'Affiche et guide' }).click()
  await tablet.getByRole('article', { name: 'Guide' }).waitFor()
  await expectAccessible('the papers of a round', tablet)
  expect(await cutOff(tablet)).toEqual([])
  await tablet.getByRole('radio', { name: 'Français' }).check()
  expect(await pagesOf(tablet)).toBe(2)

  await tablet.getByRole('button', { name: 'Retour', exact: true }).click()
  await tablet.getByRole('button', { name: 'Retour', exact: true }).click()
  await tablet.getByRole('list', { name: 'Arrêts' }).waitFor()
  expect(await tablet.getByText('Premier jour ?').count()).toBe(0)
})
