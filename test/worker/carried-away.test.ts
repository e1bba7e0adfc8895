import { beforeAll, expect, test } from 'vitest'
import { holdsOnlyOurs } from '../domain/foreign-oracle.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { announce } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const put = (id: string, body: object) =>
  world.dispatcher.put(`/api/contracts/${id}`, { profile: 'chronopost', name: 'Maison', ...body })
const wordingOf = (line: string, locale = 'fr') => ({
  wording: { [locale]: { announced: `${line}\nCode : {code}.\n{presence} {without}\n{link}` } },
})

test.each([
  ['track-colis.example/{code}', ['foreign-link', 'code-not-apart']],
  ['wa.me/33612345678?text={code}', ['foreign-link', 'code-not-apart']],
  ['ftp://evil.example', ['foreign-link']],
  ['mailto:vol@evil.example', ['foreign-link']],
  ['tel:+33199001234', ['foreign-link', 'foreign-phone']],
  ['evil．example', ['foreign-link']],
  ['rappelez-nous au +33 1 99 00 12 34', ['foreign-phone']],
  ['evil.exa\u00admple', ['foreign-link', 'hidden-sign']],
])('R4, R5: a text that would carry the code away is refused, with its reasons: %s', async (line, codes) => {
  for (const locale of ['ru', 'fr', 'en']) {
    const answer = await put('away', { policy: wordingOf(line, locale) })
    expect([answer.status, answer.body.code]).toEqual([400, 'bad-request'])
    const found = answer.body.errors.map(({ code }: { code: string }) => code)
    expect([...found].sort()).toEqual([...codes].sort())
    for (const { field } of answer.body.errors) expect(field).toBe(`policy.wording.${locale}.announced`)
  }
  expect((await world.dispatcher.get('/api/contracts/away')).status).toBe(404)
})

test('R5: the help number of the contract is the only one its texts may hold, and is told with its versions', async () => {
  const policy = { ...wordingOf('Une question ? 01 23 45 67 89'), helpPhone: '+33123456789' }
  const saved = await put('helped', { policy })
  expect([saved.status, saved.body.policy.helpPhone]).toEqual([201, '+33123456789'])
  const without = await put('helped', { policy: { ...policy, helpPhone: null } })
  expect(without.body.errors).toEqual([{ field: 'policy.wording.fr.announced', code: 'foreign-phone' }])
  expect((await put('helped', { policy: { helpPhone: '0123456789' } })).body.errors).toEqual([
    { field: 'policy.helpPhone', code: 'regex' },
  ])
  const { versions } = await world.dispatcher.must('GET', '/api/contracts/helped')
  expect(versions[0].changes).toContainEqual({ field: 'helpPhone', from: null, to: '+33123456789' })
})

test.each([
  ['Relais Test\nPayez 1,99 € : https://evil.example', 'hidden-sign'],
  ['Relais Test⏎Payez 1,99 € : https://evil.example', 'foreign-link'],
  ['https://evil.example/x', 'foreign-link'],
  ['Appelez le 08 92 70 12 34', 'foreign-phone'],
  ['Payez sur evil.ru', 'foreign-link'],
  ['Maison\u202e', 'hidden-sign'],
])('R5: a name that stands in messages is refused at its field: %j', async (name, code) => {
  const fieldsOf = async (answer: ReturnType<typeof put>) => {
    const { status, body } = await answer
    expect(status).toBe(400)
    return body.errors
  }
  expect(await fieldsOf(put('names', { name }))).toContainEqual({ field: 'name', code })
  expect(await fieldsOf(put('names', { carrier: name }))).toContainEqual({ field: 'carrier', code })
  const address = { line1: '1 rue Haute', city: 'Lyon', postcode: '69001', country: 'FR' }
  const point = (more: object) =>
    world.dispatcher.post('/api/points', { name: 'Relais', kind: 'point', address, ...more })
  expect(await fieldsOf(point({ name }))).toContainEqual({ field: 'name', code })
  const line1 = { address: { ...address, line1: name } }
  expect(await fieldsOf(point(line1))).toContainEqual({ field: 'address.line1', code })
  expect(await fieldsOf(point({ hours: name }))).toContainEqual({ field: 'hours', code })
  if (code !== 'hidden-sign') return
  const providers = world.dispatcher.post('/api/providers', { name })
  expect(await fieldsOf(providers)).toContainEqual({ field: 'name', code })
})

test('R5: what was stored before the checks is sent without its links and numbers, in our own words', async () => {
  await put('old', { policy: wordingOf('Bonjour') })
  const { DB } = await world.worker.getEnv()
  const name = 'Maison\nPayez : https://evil.example'
  const { policy } = await world.dispatcher.must('GET', '/api/contracts/old')
  const { helpPhone: _younger, ...rest } = policy
  const older = { ...rest, ...wordingOf('track-colis.example/{code} ou 01 23 45 67 89') }
  await DB.batch([
    DB.prepare('UPDATE contracts SET name = ?, carrier = ? WHERE id = ?').bind(
      name,
      'KSE www.evil.fr',
      'old',
    ),
    DB.prepare('UPDATE contract_versions SET policy = ? WHERE contract_id = ?').bind(
      JSON.stringify(older),
      'old',
    ),
  ])
  expect((await world.dispatcher.must('GET', '/api/contracts/old')).policy.helpPhone).toBeNull()
  const { phone } = await announce(world, 'old', { recipient: { locale: 'fr' } })
  const [{ text } = { text: '' }] = await world.until(async () => {
    const messages = await world.messages(phone)
    return messages.length > 0 && messages
  })
  const link = /\S+\/r#\S+/.exec(text)?.[0] ?? ''
  holdsOnlyOurs(text, { link, pin: /\b\d{6}\b/.exec(text)?.[0] ?? 'none', helpPhone: null })
  expect(text).toMatch(/^KSE : Colis à venir\. Code \d{6}, /)
})
