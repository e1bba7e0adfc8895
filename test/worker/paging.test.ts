import { beforeAll, expect, test } from 'vitest'
import { heldAtPoint } from '../support/counter.ts'
import { sharedWorld } from '../support/harness.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

test('R34: a long log is read page by page, each event once and in order', async () => {
  const { id, clerk, labels } = await heldAtPoint(world, 'kse', { received: true })
  // Each move to another shelf is an event.
  for (let shelf = 0; shelf < 110; shelf++)
    await clerk.must('POST', '/api/holds/receive', { labels, shelf: `S${shelf}` })
  const read: { seq: number; type: string }[] = []
  const sizes: number[] = []
  let cursor: string | null = null
  do {
    const query: string = cursor === null ? '' : `?cursor=${cursor}`
    const page = await world.dispatcher.must('GET', `/api/shipments/${id}/events${query}`)
    read.push(...page.events)
    sizes.push(page.events.length)
    cursor = page.cursor
  } while (cursor !== null)
  expect(sizes).toEqual([100, read.length - 100])
  expect(read.map(({ seq }) => seq)).toEqual(read.map((_, index) => index + 1))
  expect(read.filter(({ type }) => type === 'shelved').length).toBeGreaterThanOrEqual(109)
})
