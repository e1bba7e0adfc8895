import { beforeAll, expect, test } from 'vitest'
import { check } from '../../web/verify/check.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { partsOf, textOf } from '../support/pdf.ts'
import { taintedJpeg, upload } from '../support/pictures.ts'
import { openLink, outForDelivery, secretOf } from '../support/world.ts'
import { DRAWN } from './write-scene.ts'

let world: Harness
let id: string
beforeAll(async () => {
  world = await sharedWorld()
  id = await signedFor({ name: 'Анна Щёголева', locale: 'ru' })
})

/** Makes a shipment that was signed for on the recipient's phone and then complained about with a photo. */
async function signedFor(recipient: Record<string, unknown>): Promise<string> {
  const delivery = await outForDelivery(world, 'kse', { arrived: true, recipient })
  const { phone, path } = await openLink(world, (await secretOf(world, delivery.phone)).link)
  await phone.must('POST', `${path}/scan`, { label: delivery.labels[0], by: 'camera' })
  await phone.must('POST', `${path}/confirm`, { noClaims: true })
  await phone.must('POST', `${path}/finish`, {
    signature: DRAWN,
    comment: 'Оставьте у двери, s’il vous plaît',
  })
  const { body } = await upload(phone, path, taintedJpeg())
  await phone.must('POST', `${path}/claim`, { kind: 'damaged', text: 'œuf cassé', photoIds: [body.id] })
  return delivery.id
}

const ask = (what: string, headers: Record<string, string> = { cookie: world.dispatcher.cookie }) =>
  fetch(`${world.url}/api/shipments/${id}/${what}`, { headers })
const pdf = async (what: string, headers?: Record<string, string>) => {
  const answer = await ask(what, headers)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  return new Uint8Array(await answer.arrayBuffer())
}

test('R32: the evidence as PDF: Cyrillic and French can be read out of it, pages are numbered', async () => {
  const bytes = await pdf('evidence?format=pdf')
  const pages = await textOf(bytes)
  const text = pages.join('\n')
  for (const words of [
    'Анна Щёголева',
    'Доказательства по отправлению',
    'Оставьте у',
    's’il vous plaît',
    'œuf cassé',
  ])
    expect(text.replaceAll('\n', ' ')).toContain(words)
  pages.forEach((page, index) => {
    expect(page).toContain(`Страница ${index + 1} из ${pages.length}`)
  })
  const french = (await textOf(await pdf('evidence?format=pdf&lang=fr'))).join(' ').replaceAll('\n', ' ')
  for (const words of ['Preuves de l’envoi', 'Ce qui s’est passé', 'à la porte', 'Reçu'])
    expect(french).toContain(words)
  expect(text).not.toContain('?')
})

test('R32: names in other letters come through the Worker whole, and are in the page as they are', async () => {
  for (const name of ['Nguyễn Thị Ánh', 'გიორგი ბერიძე', 'فاطمة الزهراء', '王小明', 'Œuvrard 👋']) {
    const other = await signedFor({ name })
    const address = `${world.url}/api/shipments/${other}/evidence`
    const headers = { cookie: world.dispatcher.cookie }
    const paper = await fetch(`${address}?format=pdf`, { headers })
    const lines = (await textOf(new Uint8Array(await paper.arrayBuffer()))).join('\n').split('\n')
    expect(lines).toContain(name)
    expect(await (await fetch(`${address}?format=html`, { headers })).text()).toContain(name)
  }
})

test('R32: the signed pack travels inside the PDF, with signature, photo and a QR', async () => {
  const { images, files } = await partsOf(await pdf('evidence?format=pdf'))
  expect(images).toBe(1)
  const { keys } = await world.dispatcher.must('GET', '/.well-known/jwks.json')
  expect(files).toHaveLength(1)
  expect(await check(files, keys)).toMatchObject({ faults: [], seal: { sub: id } })
})

test('R32: the form is chosen by Accept or by format, and data stays the default', async () => {
  const cookie = world.dispatcher.cookie
  const accepts = async (what: string, accept: string) =>
    (await ask(what, { cookie, accept })).headers.get('content-type')?.split(';')[0]
  for (const what of ['receipt', 'evidence']) {
    expect(await accepts(what, 'application/pdf')).toBe('application/pdf')
    expect(await accepts(what, 'text/html,application/xhtml+xml')).toBe('text/html')
    expect(await accepts(what, '*/*')).toBe('application/json')
    expect(await accepts(`${what}?format=pdf`, 'text/html')).toBe('application/pdf')
    expect(await accepts(`${what}?format=json`, 'text/html')).toBe('application/json')
  }
  expect((await textOf(await pdf('receipt?format=pdf'))).join(' ')).toContain('Квитанция')
})

test('R32: the page to print shows what the PDF does, and nothing in it is a script', async () => {
  const evil = '<img src=x onerror=alert(1)>"\''
  const other = await signedFor({ name: evil })
  const answer = await fetch(`${world.url}/api/shipments/${other}/evidence?format=html`, {
    headers: { cookie: world.dispatcher.cookie },
  })
  const html = await answer.text()
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(html).not.toContain('<img src=x')
  expect(html).not.toContain('<script')
  expect(html).toContain(`/api/shipments/${other}/photos/`)
  expect(html).toContain('œuf cassé')
})

test('R31, R32: an API key’s paper holds neither signature nor place; after erasure nobody’s does', async () => {
  const { contractId } = await world.dispatcher.must('GET', `/api/shipments/${id}`)
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'Shop', contractId })
  const html = await (await ask('evidence?format=html', { authorization: `Bearer ${key}` })).text()
  expect(html).not.toContain('<path d="M1 2')
  expect(html).toContain('видят только диспетчеры')
  expect(await (await ask('evidence?format=html')).text()).toContain('<path d="M1 2')
})
