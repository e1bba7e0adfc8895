import { afterAll, beforeAll, expect, test } from 'vitest'
import { lastFour } from '../../worker/domain/label.ts'
import { addDays, dayOf } from '../../worker/platform/calendar.ts'
import { broughtTo, clerkAt, dropOffAt, heldAtPoint, newPoint } from '../support/counter.ts'
import { eventsOf, expectUnbroken, ofType } from '../support/door.ts'
import { startWorld } from '../support/harness.ts'
import { announce, contractFor, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

/** Makes a point with a clerk. */
async function counter(place = { lat: 48.39, lon: -4.48 }) {
  const pointId = await newPoint(world, place)
  return { pointId, clerk: await clerkAt(world, pointId) }
}

const listed = async (clerk: Awaited<ReturnType<typeof clerkAt>>, query = '') =>
  (await clerk.must('GET', `/api/holds${query}`)).items as Record<string, unknown>[]

test('R28: one scan after another in one call: each label is answered on its own, rubbish blocks none', async () => {
  const held = await heldAtPoint(world, 'kse')
  const mine = await counter()
  const here = await dropOffAt(world, 'kse', mine)
  const { id: coming, labels } = await announce(world, await contractFor(world, 'kse'), {
    destination: { pointId: mine.pointId },
    parcels: 2,
  })
  await broughtTo(world, [coming])
  const atDepot = await announce(world, await contractFor(world, 'kse'))
  const scanned = [
    '?????',
    ...labels,
    'X'.repeat(64),
    ...held.labels,
    ...atDepot.labels,
    '0000',
    ...here.labels,
  ]
  const body = { labels: [...scanned, labels[0]], shelf: 'B7' }
  const { items } = await mine.clerk.must('POST', '/api/holds/receive', body)
  expect(items.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'unknown',
    'expected',
    'expected',
    'unknown',
    'wrong-point',
    'unexpected',
    'unknown',
    'expected',
    'expected',
  ])
  expect(items.map(({ label }: { label: string }) => label)).toEqual(body.labels)
  // About parcels of others a point learns nothing, even if it tried every number.
  for (const item of items)
    if (item.outcome !== 'expected') expect(Object.keys(item)).toEqual(['label', 'outcome'])
  const events = await eventsOf(world, coming)
  expect(ofType(events, 'received-at-point').map(({ parcels }) => parcels)).toEqual(
    labels.map((one) => [one]),
  )
  // Custody of parcels that were not ordered here does not change, but the scan is recorded.
  for (const id of [held.id, atDepot.id]) {
    const [found] = ofType(await eventsOf(world, id), 'found-at-point')
    expect(found?.data).toMatchObject({ pointId: mine.pointId })
  }
  expect(await world.dispatcher.must('GET', `/api/shipments/${held.id}`)).toMatchObject({
    parcels: [{ place: 'to-point' }],
  })
  await world.until(async () => {
    const { items } = await world.dispatcher.must('GET', '/api/alerts')
    return items.filter(({ kind }: { kind: string }) => kind === 'misplaced').length === 2
  })
})

test('R28: one label received a hundred and ninety-nine times at once is one fact', async () => {
  const mine = await counter()
  const { id, labels } = await announce(world, await contractFor(world, 'kse'), {
    destination: { pointId: mine.pointId },
  })
  await broughtTo(world, [id])
  const answers = await Promise.all(
    Array.from({ length: 199 }, () => mine.clerk.post('/api/holds/receive', { labels })),
  )
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.items[0].outcome}`))).toEqual(
    new Set(['200 expected']),
  )
  const events = await eventsOf(world, id)
  expect(ofType(events, 'received-at-point')).toHaveLength(1)
  expectUnbroken(events)
  const day = await world.until(async () => {
    const sheet = await mine.clerk.must('GET', '/api/holds/day')
    return sheet.items.length > 0 && sheet
  })
  expect(day).toMatchObject({
    items: [{ kind: 'received', shipmentId: id, labels: labels.map(lastFour) }],
    here: 1,
    returning: 0,
  })
})

test('R29: days left are those of the point’s zone, or of the contract’s where the point names none', async () => {
  const place = { lat: 48.39, lon: -4.48 }
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', undefined]) {
    const pointId = await newPoint(world, place, zone ? { zone } : {})
    const clerk = await clerkAt(world, pointId)
    const { id } = await dropOffAt(world, 'kse', { clerk, pointId })
    const received = new Date((await clerk.must('GET', `/api/holds/${id}`)).receivedAt)
    const until = addDays(dayOf(received.getTime(), zone ?? 'Europe/Moscow'), 7)
    const [line] = await world.until(async () => {
      const lines = await listed(clerk)
      return lines[0]?.stage === 'here' && lines
    })
    expect(line, zone).toMatchObject({ until, daysLeft: 7 })
    expect(await clerk.must('GET', `/api/holds/${id}`)).toMatchObject({ until })
  }
})

test('R28: a shelf is where it was scanned last; the shelf of a parcel that left is forgotten', async () => {
  const mine = await counter()
  const { id, labels } = await dropOffAt(world, 'kse', mine)
  await mine.clerk.must('POST', '/api/holds/receive', { labels, shelf: 'A1' })
  await mine.clerk.must('POST', '/api/holds/receive', { labels, shelf: 'A2' })
  await mine.clerk.must('POST', '/api/holds/receive', { labels })
  expect(await mine.clerk.must('GET', `/api/holds/${id}`)).toMatchObject({ parcels: [{ shelf: 'A2' }] })
  await world.until(async () => (await listed(mine.clerk))[0]?.shelf === 'A2')
  expect(ofType(await eventsOf(world, id), 'shelved')).toHaveLength(2)
  await mine.clerk.must('POST', `/api/holds/${id}/return`, { labels })
  const { parcels } = await world.dispatcher.must('GET', `/api/shipments/${id}`)
  expect(parcels).toMatchObject([{ place: 'sender', shelf: null }])
})

test('R4, R28: the list is of one point, found by shelf, name or the last four of the phone, page by page', async () => {
  const [mine, other] = [await counter(), await counter({ lat: 48.4, lon: -4.5 })]
  const contractId = await contractFor(world, 'kse')
  const several = { parcels: 2, destination: { pointId: mine.pointId } }
  const recipient = { phone: '+33612340777', name: 'Éloïse Ménard' }
  const two = await announce(world, contractId, { ...several, recipient })
  const there = await dropOffAt(world, 'kse', other, { recipient: { phone: '+33699990777' } })
  const many = []
  // Together with the two shipments above these fill one page and one more line.
  for (let n = 0; n < 50; n++)
    many.push(await announce(world, contractId, { destination: { pointId: mine.pointId } }))
  const labels = many.flatMap((one) => one.labels)
  await mine.clerk.must('POST', '/api/holds/receive', { labels: labels.slice(0, 50) })
  await mine.clerk.must('POST', '/api/holds/receive', { labels: two.labels, shelf: 'B-12' })
  await world.until(async () => (await mine.clerk.must('GET', '/api/holds')).cursor !== null)
  const pages = await world.until(async () => {
    const found: Record<string, unknown>[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: []; cursor: string | null } = await mine.clerk.must(
        'GET',
        `/api/holds?cursor=${cursor}`,
      )
      found.push(...page.items)
      cursor = page.cursor
    }
    return found.length >= 51 && found
  })
  const ids = pages.map(({ shipmentId }) => shipmentId)
  expect(ids.toSorted()).toEqual([...many, two].map(({ id }) => id).toSorted())
  expect(pages[0]).toMatchObject({ stage: 'here', daysLeft: 7 })
  for (const hidden of ['Camille', 'nard', ...labels]) expect(JSON.stringify(pages)).not.toContain(hidden)

  for (const q of ['0777', 'b-12', 'menard', 'Ménard éloïse', 'MÉN'])
    expect(await listed(mine.clerk, `?q=${encodeURIComponent(q)}`), q).toMatchObject([
      { shipmentId: two.id, parcels: 2, here: 2, waybill: lastFour(two.labels[0]!.replace(/-1$/, '')) },
    ])
  // The screens send the search in a header, because logs keep addresses.
  const headers = { 'sesame-search': encodeURIComponent('Ménard') }
  const answer = await mine.clerk.send('GET', '/api/holds', undefined, { headers })
  expect(answer.body.items).toMatchObject([{ shipmentId: two.id }])
  // Labels, patterns and parcels at other points are not found.
  const [one = ''] = labels
  for (const q of [one, one.slice(0, 8), '777', '%25', '____', '+33612340777', 'B-1', there.labels[0]])
    expect(await listed(mine.clerk, `?q=${q}`), q).toEqual([])
  expect(await listed(other.clerk)).toMatchObject([{ shipmentId: there.id, phoneTail: '0777' }])
  expect(await listed(other.clerk, '?q=menard')).toEqual([])
})

test('R28: the sheet of the day says what was received, issued, refused and sent back, and what is left', async () => {
  const mine = await counter()
  const [issued, refused, returned, left] = [
    await dropOffAt(world, 'kse', mine),
    await dropOffAt(world, 'kse', mine),
    await dropOffAt(world, 'kse', mine),
    await dropOffAt(world, 'kse', mine, { parcels: 2 }),
  ]
  const { clerk } = mine
  const seen = { documentType: 'passport', nameMatches: true, typedName: 'Camille Renaud' }
  await clerk.must('POST', `/api/holds/${issued.id}/identity`, { ...seen, labels: issued.labels })
  await clerk.must('POST', `/api/holds/${refused.id}/refuse`, { labels: refused.labels })
  await clerk.must('POST', `/api/holds/${returned.id}/return`, { labels: returned.labels })
  const sheet = await world.until(async () => {
    const day = await clerk.must('GET', '/api/holds/day')
    return day.items.length >= 8 && day.returning === 1 && day
  })
  const lines = sheet.items.map(({ kind, shipmentId, proof }: Record<string, string>) => [
    kind,
    shipmentId,
    proof,
  ])
  expect(lines.toSorted()).toEqual(
    [
      ...[issued, refused, returned, left, left].map(({ id }) => ['received', id, null]),
      ['issued', issued.id, 'identity'],
      ['refused', refused.id, null],
      ['returned', returned.id, null],
    ].toSorted(),
  )
  expect(sheet).toMatchObject({ point: { id: mine.pointId, name: 'Relais du Port' }, here: 3, returning: 1 })
  expect(JSON.stringify(sheet)).not.toContain('Camille')
  const before = await clerk.must('GET', '/api/holds/day?day=2026-01-05')
  expect(before).toMatchObject({ day: '2026-01-05', items: [] })
})
