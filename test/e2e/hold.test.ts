import { expect, test } from 'vitest'
import { daysGoBy, goBy, MOMENTS } from '../support/days.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { secretOf } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { sign } from './support/courier.ts'
import { codesOf, eventsOf, labelOf, messageWith, oneStop, pinOf } from './support/day.ts'
import { heldFor, noCode, pointFor } from './support/hold.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { phoneOf, RUSSIAN_PHONE } from './support/recipient.ts'
import { setStage } from './support/stage.ts'

let harness: Harness
const stage = setStage(async () => {
  harness = await startWorld({ web: true })
  return harness
})

/** The message that says where the parcel waits and until when. */
const READY = / до \d\d\.\d\d\./

test('R13, R14, R28: after NL the page shows the point and what to bring; "nobody came" is said once', async () => {
  const stop = await oneStop(harness, 'chronopost')
  const phone = await phoneOf(stage, stop)
  await phone.getByRole('heading', { name: 'Votre code pour le livreur' }).waitFor()
  await noCode(harness, stop)
  // The page updates by itself: first with the hold's point, then with the point that the dispatcher chooses
  // instead.
  await phone.getByRole('heading', { name: 'Votre colis part pour un point relais' }).waitFor()
  const { id: pointId } = await pointFor(harness, 'chronopost')
  await harness.dispatcher.must('POST', `/api/shipments/${stop.id}/point`, { pointId })
  await phone.getByRole('heading', { name: 'Tabac Vauban' }).waitFor()
  await phone.getByText('8 rue Vauban').waitFor()
  await phone.getByText('lun–sam 09:00–19:00').waitFor()
  await phone.getByText('dim fermé').waitFor()
  await phone.getByText('Nous vous écrivons dès que vous pouvez le retirer').waitFor()
  // Under `chronopost` no code opens a parcel at the counter after NL, so the page promises none.
  await phone.getByText('Une pièce d’identité.').waitFor()
  expect(await phone.getByText(/code/i).count()).toBe(0)

  const nobody = phone.getByRole('button', { name: 'Personne n’est venu' })
  await nobody.click()
  expect(await phone.getByRole('radio', { name: 'Personne n’est venu' }).isChecked()).toBe(true)
  await phone.getByRole('button', { name: 'Envoyer la réclamation' }).click()
  await phone.getByText('Nous avons votre message').waitFor()
  await phone.reload()
  await phone.getByText('Nous avons votre message').waitFor()
  expect(await nobody.count()).toBe(0)
  // Another claim can still be made.
  await phone.getByRole('button', { name: 'Quelque chose ne va pas' }).click()
  await phone.getByRole('radio', { name: 'On ne m’a pas demandé de code' }).waitFor()
  expect(await phone.getByRole('radio', { name: 'Personne n’est venu' }).count()).toBe(0)
  const claims = (await eventsOf(harness, stop.id)).filter(({ type }) => type === 'claim-raised')
  expect(claims).toMatchObject([{ data: { kind: 'nobody-came', blocking: false } }])
})

test('R28: received, the page shows the new code by itself; on the finished link, what is not right', async () => {
  const parcel = await heldFor(harness, 'kse')
  const phone = await phoneOf(stage, parcel, RUSSIAN_PHONE)
  await phone.getByRole('heading', { name: 'Посылка едет в ПВЗ' }).waitFor()
  await phone.getByText('Код из этого сообщения').waitFor()
  await parcel.receive()
  await phone.getByRole('heading', { name: 'Посылку можно забрать' }).waitFor()
  await phone.getByText('Никогда — по телефону').waitFor()
  await phone.getByText('осталось 7 дней').waitFor()
  await phone.getByRole('img', { name: 'QR-код для ПВЗ' }).waitFor()
  await expectAccessible('ready', phone)
  const shown = ((await phone.locator('.pin').textContent()) ?? '').replaceAll(/\D/g, '')
  await messageWith(harness, parcel, READY)
  expect(shown).toBe(await pinOf(harness, parcel))
  expect(shown).not.toBe(parcel.door.pin)
  const issued = { pin: shown, labels: parcel.labels }
  await parcel.clerk.must('POST', `/api/holds/${parcel.id}/pin`, issued)
  await expectWholeScreen(phone, 'green', 'Посылка ваша')
  expect(await codesOf(harness, parcel.id)).toEqual(['NL', 'PIN'])

  await phone.getByRole('button', { name: 'Сохранить квитанцию' }).click()
  for (const wrong of ['Посылку мне не отдали', 'Код не спросили', 'Её забрал кто-то другой']) {
    await phone.getByRole('button', { name: 'Что-то не так' }).click()
    await phone.getByRole('radio', { name: wrong }).check()
    await phone.getByRole('button', { name: 'Отправить претензию' }).click()
    await phone.getByText('Ваше сообщение получено').waitFor()
  }
  await phone.getByRole('button', { name: 'Что-то не так' }).click()
  await phone.getByRole('radio', { name: 'Посылка повреждена' }).waitFor()
  expect(await phone.getByRole('radio').count()).toBe(2)
  const said = (await eventsOf(harness, parcel.id)).filter(({ type }) => /claim-raised|not-me/.test(type))
  expect(said.map(({ type, data }) => data.kind ?? type)).toEqual([
    'not-received',
    'no-code-asked',
    'not-me-declared',
  ])
})

/**
 * Opens the recipient's phone at the counter, where it scanned the label, declared no claims and signed, but
 * has not finished.
 */
async function signedAtCounter() {
  const parcel = await heldFor(harness, 'kse', { policy: { moments: MOMENTS } })
  await parcel.receive()
  await messageWith(harness, parcel, READY)
  await stage.show(await labelOf(harness, parcel.id))
  const phone = await phoneOf(stage, parcel, RUSSIAN_PHONE)
  // The page shows what opens the parcel. The camera starts only when it is asked for.
  await phone.getByRole('button', { name: 'Я на месте: сканировать штрихкод' }).click()
  await phone.getByRole('heading', { name: 'Это ваша посылка?' }).waitFor()
  await phone.getByRole('button', { name: 'Всё верно, претензий нет' }).click()
  await sign(phone)
  const scan = () => parcel.clerk.must('POST', `/api/holds/${parcel.id}/scan`, { labels: parcel.labels })
  return {
    parcel,
    phone,
    scan,
    finish: phone.getByRole('button', { name: 'Подписать и показать сотруднику' }),
  }
}

test('R28: issue by link, the phone first: it waits for the clerk’s scan of the same label', async () => {
  const { parcel, phone, scan, finish } = await signedAtCounter()
  await finish.click()
  await phone.getByRole('heading', { name: 'Покажите посылку сотруднику' }).waitFor()
  await expectAccessible('waiting for the clerk', phone)
  expect(await codesOf(harness, parcel.id)).toEqual(['NL'])
  // A half of an issue waits for ten minutes. Then the page says so by itself, and the phone finishes again.
  await goBy(harness, parcel.id, 11 * 60_000)
  await phone.getByText('За десять минут сотрудник не отсканировал').waitFor()
  expect(await scan()).toEqual({ outcome: 'waiting' })
  await goBy(harness, parcel.id, 11 * 60_000)
  await sign(phone)
  await finish.click()
  await phone.reload()
  await phone.getByText('Ждём, когда сотрудник отсканирует').waitFor()
  expect(await scan()).toMatchObject({ outcome: 'handed-over' })
  await expectWholeScreen(phone, 'green', 'Посылка ваша')
  await phone.getByText('В ПВЗ уже видят подтверждение').waitFor()
  expect(await codesOf(harness, parcel.id)).toEqual(['NL', 'LINK'])
})

test('R28: issue by link, the clerk first: finishing on the phone is the end', async () => {
  const { parcel, phone, scan, finish } = await signedAtCounter()
  expect(await scan()).toEqual({ outcome: 'waiting' })
  await finish.click()
  await expectWholeScreen(phone, 'green', 'Посылка ваша')
  expect(await codesOf(harness, parcel.id)).toEqual(['NL', 'LINK'])
})

test('R7, R28: scan to reveal: code and QR appear once the label was seen at the counter', async () => {
  const codes = ['pin', 'qr']
  const policy = { reveal: 'scan', door: codes, counter: [...codes, 'identity'] }
  const parcel = await heldFor(harness, 'kse', { policy })
  await parcel.receive()
  await messageWith(harness, parcel, READY)
  await stage.show(await labelOf(harness, parcel.id))
  const phone = await phoneOf(stage, parcel, RUSSIAN_PHONE)
  await phone.getByText('Паспорт или другое удостоверение').waitFor()
  expect(await phone.locator('.pin').count()).toBe(0)
  await phone.getByRole('button', { name: 'Я на месте: открыть код' }).click()
  await phone.getByRole('img', { name: 'QR-код для ПВЗ' }).waitFor()
  const pin = ((await phone.locator('.pin').textContent()) ?? '').replaceAll(/\D/g, '')
  // No message told this code, and it is right.
  expect((await harness.messages(parcel.phone)).map(({ text }) => text).join()).not.toContain(pin)
  const answer = await parcel.clerk.must('POST', `/api/holds/${parcel.id}/pin`, {
    pin,
    labels: parcel.labels,
  })
  expect(answer).toMatchObject({ outcome: 'handed-over' })
})

test('R24, R28: of three parcels two are there: then all, then the rest with a new link and a new code', async () => {
  const parcel = await heldFor(harness, 'kse', { parcels: 3 })
  const [one = '', two = '', three = ''] = parcel.labels
  const phone = await phoneOf(stage, parcel, RUSSIAN_PHONE)
  await parcel.receive([one, two])
  const line = (where: string) => phone.getByRole('listitem').filter({ hasText: where })
  await line('В ПВЗ').getByText('2 из 3').waitFor()
  await line('Ещё в пути').getByText('1 из 3').waitFor()
  // The code is told once all parcels are there.
  expect(await phone.locator('.pin').count()).toBe(0)
  await parcel.receive([three])
  await line('В ПВЗ').getByText('3 из 3').waitFor()
  await phone.locator('.pin').waitFor()
  await messageWith(harness, parcel, READY)
  const first = await secretOf(harness, parcel.phone)
  const body = { pin: first.pin, labels: [one, two] }
  await parcel.clerk.must('POST', `/api/holds/${parcel.id}/pin`, body)
  await expectWholeScreen(phone, 'green', 'Посылки ваши')
  await phone.getByText('Мест: 2 из 3. Об остальном придёт новое сообщение.').waitFor()

  const rest = await harness.until(async () => {
    const now = await secretOf(harness, parcel.phone)
    return now.link !== first.link && now.pin ? now : null
  })
  expect(rest.pin).not.toBe(first.pin)
  await phone.goto(rest.link)
  await phone.getByRole('heading', { name: 'Остальное можно забрать' }).waitFor()
  await phone.locator('.pin').getByText(String(rest.pin)).waitFor()
  await line('Получено').getByText('2 из 3').waitFor()
})

test('R29: storage passes: reminder, one extension on the page, return; the page says what became of it', async () => {
  const parcel = await heldFor(harness, 'chronopost', { policy: { moments: MOMENTS } })
  await parcel.receive()
  const phone = await phoneOf(stage, parcel)
  await phone.getByText('il reste 8 jours').waitFor()
  await daysGoBy(harness, parcel.id, 7)
  await messageWith(harness, parcel, /vous attend toujours/)
  await phone.reload()
  await phone.getByText('il reste 1 jour').waitFor()
  await phone.getByRole('button', { name: /^Prolonger la garde jusqu’au / }).click()
  await phone.getByText('il reste 8 jours').waitFor()
  await phone.getByText('La garde a été prolongée à votre demande').waitFor()
  expect(await phone.getByRole('button', { name: /^Prolonger la garde jusqu’au / }).count()).toBe(0)

  // The parcel still waits after the first end of storage, but not after the extended one.
  expect(await daysGoBy(harness, parcel.id, 3)).not.toContain('return-ordered')
  await phone.reload()
  await phone.getByText('il reste 5 jours').waitFor()
  stage.forgive(/the server responded with a status of 410/)
  expect(await daysGoBy(harness, parcel.id, 7)).toContain('return-ordered')
  await phone.getByRole('heading', { name: 'Votre colis ne vous attend plus' }).waitFor()
  await phone.getByText('Demandez un nouvel envoi à l’expéditeur').waitFor()
  expect(await codesOf(harness, parcel.id)).toEqual(['NL', 'RTS'])
  await phone.reload()
  await phone.getByRole('heading', { name: 'Ce lien n’est plus valable' }).waitFor()
  await phone.getByText('n’a pas été retiré à temps').waitFor()
})
