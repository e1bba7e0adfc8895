import { beforeAll, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { sharedWorld } from '../support/harness.ts'
import { decideAsked, stranger } from '../support/requests.ts'
import { announce, newPhone, outForDelivery, secretOf, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const WORDING = {
  fr: {
    announced: 'Bonjour de {sender}.\nVotre code maison : {code}.\n{presence} {without}\n{link}',
    receipt: 'Merci, à bientôt !\nPas vous ? Prévenez-nous :\n{link}',
  },
}
const put = (id: string, more: object) =>
  world.dispatcher.put(`/api/contracts/${id}`, { name: 'Maison', profile: 'chronopost', ...more })

test('R5: a contract’s own wording reaches the phone and the mailbox, with the prescribed sentences', async () => {
  await put('worded', { policy: { wording: WORDING } })
  const email = `words${newPhone().slice(1)}@recipient.example`
  const { phone, id } = await announce(world, 'worded', { recipient: { email, locale: 'fr' } })
  const both = await world.until(async () => {
    const found = [...(await world.messages(phone)), ...(await world.messages(email))]
    return found.length === 2 && found
  })
  const { pin, link } = await secretOf(world, phone)
  for (const { text, channel } of both) {
    expect(text).toContain(`Votre code maison : ${pin}.`)
    // The prescribed sentences are short where each sign costs.
    expect(text).toContain(
      channel === 'email'
        ? 'uniquement en présence du livreur'
        : "Ne donnez le code qu'au livreur, jamais par téléphone. Sans code : point relais.",
    )
    if (channel === 'email') expect(text).toContain('Sans code, le colis ne sera pas remis')
    expect(text).toMatch(/\/r#/)
    expect(text).not.toContain('Code secret')
  }
  expect(link).toContain(id)
  // The contract has no wording in this language, so our own is used.
  const other = await announce(world, 'worded', { recipient: { locale: 'en' } })
  const [english] = await world.until(async () => {
    const found = await world.messages(other.phone)
    return found.length > 0 && found
  })
  expect(english?.text).toMatch(/Code \d{6}, only/)
})

test('R3: a wording that cannot work is refused, field by field, and the contract stays as it was', async () => {
  await put('strict', {})
  const wording = {
    fr: { announced: 'Code {code}\n{without}\n{link}' },
    ru: { receipt: 'Вручено. Код 12345\n{link}', held: '{cod}' },
  }
  const answer = await put('strict', { policy: { wording } })
  expect([answer.status, answer.body.code]).toEqual([400, 'bad-request'])
  expect(answer.body.errors).toEqual([
    { field: 'policy.wording.ru.held', code: 'unknown-placeholder' },
    { field: 'policy.wording.ru.held', code: 'link-missing' },
    { field: 'policy.wording.ru.receipt', code: 'looks-like-code' },
    { field: 'policy.wording.fr.announced', code: 'presence-missing' },
  ])
  expect(answer.text).not.toContain('12345')
  const scan = { reveal: 'scan', wording: { fr: { announced: 'Code {code}\n{presence} {without}\n{link}' } } }
  const hidden = await put('strict', { policy: scan })
  expect(hidden.body.errors).toEqual([{ field: 'policy.wording.fr.announced', code: 'code-under-scan' }])
  const { version, policy } = await world.dispatcher.must('GET', '/api/contracts/strict')
  expect([version, policy.wording]).toEqual([1, {}])
})

test('R1: each version says who saved it, when, and what it changed; an API key hears no names', async () => {
  const nadia = await signIn(world.url, world.signingKey, 'dispatcher', { name: 'Nadia Roche' })
  const second = await stranger(world)
  // A second person agrees to a weaker version. It is still saved under Nadia's name.
  const save = async (body: object) => {
    const answer = await nadia.put('/api/contracts/told', { name: 'Maison', profile: 'kse', ...body })
    if (answer.status === 202) expect((await decideAsked(second, answer.body)).status).toBe(200)
    return answer.status
  }
  expect(await save({ policy: { pinDigits: 6 } })).toBe(201)
  const fewer = { pinDigits: 6, door: ['link', 'pin'], moments: {} }
  expect(await save({ name: 'Maison Lefèvre', policy: fewer })).toBe(202)
  const again = { penalty: { amount: 100, currency: 'EUR' } }
  expect(await save({ name: 'Maison Lefèvre', policy: again })).toBe(202)
  const { versions } = await nadia.must('GET', '/api/contracts/told')
  expect(
    versions.map(({ version, byName }: { version: number; byName: string }) => [version, byName]),
  ).toEqual([
    [3, 'Nadia Roche'],
    [2, 'Nadia Roche'],
    [1, 'Nadia Roche'],
  ])
  expect(versions[2].changes).toEqual([{ field: 'pinDigits', from: 5, to: 6 }])
  expect(versions[1].changes.slice(0, 2)).toEqual([
    { field: 'name', from: 'Maison', to: 'Maison Lefèvre' },
    { field: 'moments.released', from: ['sms', 'email', 'messenger'], to: null },
  ])
  expect(versions[0].changes).toContainEqual({
    field: 'penalty',
    from: null,
    to: { amount: 100, currency: 'EUR' },
  })
  expect(Date.parse(versions[0].at)).toBeGreaterThan(0)

  const { key } = await nadia.must('POST', '/api/api-keys', { name: 'ERP', contractId: 'told' })
  const shipper = new Client(world.url)
  const headers = { authorization: `Bearer ${key}` }
  const answer = await shipper.send('GET', '/api/contracts/told', undefined, { headers })
  expect(answer.body.versions[0]).toMatchObject({ version: 3, byName: null })
  expect(answer.text).not.toContain('Nadia')
})

test('R1: what another dispatcher saved meanwhile is not undone unseen', async () => {
  expect((await put('shared', { base: 0 })).status).toBe(201)
  expect((await put('shared', { base: 1, policy: { pinDigits: 7 } })).status).toBe(200)
  for (const base of [0, 1, 3]) {
    const late = await put('shared', { base, policy: { pinDigits: 8 } })
    expect([late.status, late.body.code]).toEqual([409, 'contract-changed'])
  }
  const { version, policy } = await world.dispatcher.must('GET', '/api/contracts/shared')
  expect([version, policy.pinDigits]).toEqual([2, 7])
})

test('R1: a dry run tells what would have ended otherwise, page by page, and changes nothing', async () => {
  const own = { codes: { damaged: 'DRY1' } }
  const first = await outForDelivery(world, 'kse', { arrived: true, policy: own })
  const { contractId } = await world.dispatcher.must('GET', `/api/shipments/${first.id}`)
  const { pin } = await secretOf(world, first.phone)
  await first.courier.must('POST', `/api/stops/${first.id}/pin`, { pin })
  const second = await outForDelivery(world, 'kse', { arrived: true, policy: own })
  await second.courier.must('POST', `/api/stops/${second.id}/no-code`, {})
  await second.courier.must('POST', `/api/stops/${second.id}/identity`, {
    documentType: 'passport',
    nameMatches: true,
    signature: { strokes: [[[1, 2, 3]]], width: 300, height: 150 },
  })
  for (let more = 0; more < 25; more++) await announce(world, contractId)
  await world.until(async () => {
    const { items, cursor } = await world.dispatcher.must('GET', `/api/shipments?contract=${contractId}`)
    return items.length + (cursor ? 50 : 0) === 27
  })
  const seen = async () => (await world.dispatcher.get(`/api/shipments/${second.id}/events`)).text
  const before = await world.until(async () => {
    const text = await seen()
    return /"cause":"identity"/.test(text) && text
  })
  const path = `/api/contracts/${contractId}/dry-run`
  const draft = { profile: 'kse', policy: { ...own, withoutCode: 'hold' } }
  const one = await world.dispatcher.must('POST', path, draft)
  expect(one).toMatchObject({ tried: 25, missing: 0, items: [] })
  const two = await world.dispatcher.must('POST', path, { ...draft, cursor: one.cursor })
  expect(two).toMatchObject({ tried: 2, missing: 0, cursor: null, since: one.since, reached: one.since })
  expect(two.items).toEqual([
    {
      shipmentId: second.id,
      waybill: second.labels[0],
      announcedAt: expect.any(String),
      was: { end: 'handed-over', proof: 'identity', place: 'door', code: 'ID' },
      would: { end: 'held', reason: 'no-code', code: 'NL' },
      penalties: null,
    },
  ])
  expect(await seen()).toBe(before)
  const contract = await world.dispatcher.must('GET', `/api/contracts/${contractId}`)
  expect([contract.policy.withoutCode, contract.versions[0].version]).toEqual(['identity', 2])
  // A dry run is only a question and leaves no audit row.
  const audit = (await world.dispatcher.get('/api/audit')).text
  expect(audit).toContain('/api/contracts/:id')
  expect(audit).not.toContain('dry-run')
  // Under its own policy every shipment ends as it did.
  const same = await world.dispatcher.must('POST', path, { profile: 'kse', policy: own })
  expect(same.items).toEqual([])
})

test('R3: a dry run refuses the same drafts as a save, and knows no contract that is not', async () => {
  await put('tried', {})
  const wrong = { profile: 'kse', policy: { door: [], wording: { ru: { held: 'Нет.' } } } }
  const answer = await world.dispatcher.post('/api/contracts/tried/dry-run', wrong)
  const saved = await put('tried', wrong)
  expect(answer.status).toBe(400)
  expect(answer.body.errors).toEqual(saved.body.errors)
  expect((await world.dispatcher.post('/api/contracts/nobody/dry-run', { profile: 'kse' })).status).toBe(404)
})
