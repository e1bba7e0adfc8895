import { readFileSync } from 'node:fs'
import type { BrowserContext, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launch } from './harness/fake-camera.ts'
import type { OutboxPage } from './harness/outbox.ts'
import { servePage } from './harness/serve.ts'

let server: Awaited<ReturnType<typeof servePage>>
let browser: Awaited<ReturnType<typeof launch>>
let context: BrowserContext
/** What reached the server: the shipment, the key, and where the act says it was made. */
let sent: { group: string; key: string; act: string }[]
/** What the server answers with, by shipment. */
let status: Record<string, number>
let reachable: boolean

beforeAll(async () => {
  server = await servePage('outbox')
  browser = await launch()
}, 60_000)
afterAll(async () => {
  await browser.close()
  server.close()
})
beforeEach(async () => {
  sent = []
  status = {}
  reachable = true
  context = await browser.newContext()
  await context.route('**/api/**', async (route) => {
    if (!reachable) return route.abort('internetdisconnected')
    const group = groupOf(route.request())
    const headers = route.request().headers()
    sent.push({ group, key: headers['idempotency-key'] ?? '', act: headers['sesame-act'] ?? '' })
    await route.fulfill({ status: status[group] ?? 200, json: { code: 'x' } })
  })
  return () => context.close()
})

const groupOf = (request: Request) => new URL(request.url()).pathname.split('/').at(-2) ?? ''

/** Pages hear that the network comes and goes; what is answered for the server does not, so it is told apart. */
async function network(on: boolean): Promise<void> {
  reachable = on
  await context.setOffline(!on)
}

async function open(hash = ''): Promise<Page> {
  const page = await context.newPage()
  // Without a network the page itself comes from nowhere; it is the service worker's to keep.
  await network(true)
  await page.goto(`${server.url}/outbox.html${hash}`)
  await ready(page)
  return page
}

const ready = (page: Page) => page.waitForFunction(() => 'page' in globalThis)

type Here = { page: OutboxPage }
const put = (page: Page, group: string): Promise<number> =>
  page.evaluate((of) => (globalThis as unknown as Here).page.put(of), group)
const actsOf = (page: Page) => page.evaluate(() => [...(globalThis as unknown as Here).page.acts()])

test('R36: what is done without a network outlives its page and is sent by the next one, once, in order', async () => {
  const page = await open()
  await network(false)
  expect([await put(page, 's1'), await put(page, 's1'), await put(page, 's2')]).toEqual([1, 2, 3])
  await page.close({ runBeforeUnload: false })
  expect(sent).toEqual([])
  const next = await open()
  await expect.poll(() => sent.map(({ group }) => group)).toEqual(['s1', 's1', 's2'])
  await expect.poll(() => actsOf(next)).toEqual([])
  expect(new Set(sent.map(({ key }) => key)).size).toBe(3)
  expect(sent[1]!.act).toMatch(/^device=\w{12}, seq=2, person=ann, at=20[\dT:.-]+Z, base=3$/)
  expect(new Set(sent.map(({ act }) => act.slice(0, 19))).size).toBe(1)
  await next.reload()
  await ready(next)
  expect(await put(next, 's1')).toBe(4)
})

test('R36: two tabs count together, and only one sends at a time', async () => {
  const [one, two] = [await open(), await open()]
  await network(false)
  const seqs = await Promise.all([0, 1, 2, 3, 4, 5].map((i) => put(i % 2 === 0 ? one : two, 's1')))
  expect(seqs.sort()).toEqual([1, 2, 3, 4, 5, 6])
  await expect.poll(async () => (await actsOf(two)).length).toBe(6)
  expect(sent).toEqual([])
  await network(true)
  await expect.poll(() => actsOf(one)).toEqual([])
  await expect.poll(() => actsOf(two)).toEqual([])
  expect(sent.map(({ act }) => /seq=(\d+)/.exec(act)![1])).toEqual(['1', '2', '3', '4', '5', '6'])
  const heard = await two.evaluate(() => (globalThis as unknown as Here).page.answered.length)
  expect(heard, 'both tabs hear of every answer').toBe(6)
})

test('R36: after the end of a session acts wait for the next one; refused ones wait for the person', async () => {
  const page = await open()
  status = { s1: 401 }
  await put(page, 's1')
  await expect.poll(() => page.evaluate(() => (globalThis as unknown as Here).page.ended)).toEqual(['ann'])
  await put(page, 's2')
  await page.waitForTimeout(300)
  expect(sent.map(({ group }) => group)).toEqual(['s1'])
  status = { s1: 409 }
  await page.evaluate(() => (globalThis as unknown as Here).page.resume('ann'))
  await expect.poll(async () => (await actsOf(page)).map(({ state }) => state)).toEqual(['attention'])
  await put(page, 's1')
  expect(sent.map(({ group }) => group)).toEqual(['s1', 's1', 's2'])
  const [refused] = await actsOf(page)
  await page.evaluate((key) => (globalThis as unknown as Here).page.aside(key), refused!.key)
  await expect.poll(() => sent.length).toBe(4)
  status = {}
  // What was put aside stays so, as what follows it has been sent. The next one is sent once more.
  await expect
    .poll(async () => (await actsOf(page)).map(({ state }) => state))
    .toEqual(['aside', 'attention'])
  for (const { key } of await actsOf(page))
    await page.evaluate((key) => (globalThis as unknown as Here).page.again(key), key)
  await expect.poll(async () => (await actsOf(page)).map(({ state }) => state)).toEqual(['aside'])
})

test.each(['full', 'none'] as const)(
  'storage trouble “%s” is told, and the act is sent all the same',
  async (why) => {
    await context.addInitScript((trouble) => {
      if (trouble === 'none') Object.defineProperty(globalThis, 'indexedDB', { value: undefined })
      else
        IDBObjectStore.prototype.add = () => {
          throw new DOMException('no room', 'QuotaExceededError')
        }
    }, why)
    const page = await open()
    await network(false)
    await put(page, 's1')
    expect(await page.evaluate(() => (globalThis as unknown as Here).page.trouble())).toBe(why)
    expect(await actsOf(page)).toHaveLength(1)
    await network(true)
    await expect.poll(() => actsOf(page)).toEqual([])
    expect(sent.map(({ group }) => group)).toEqual(['s1'])
    expect(await page.evaluate(() => (globalThis as unknown as Here).page.trouble())).toBeNull()
  },
)

test('a database of a newer version is used as it is, and its upgrade is not held up', async () => {
  const page = await open()
  await network(false)
  await put(page, 's1')
  const other = await open('#still')
  const upgraded = await other.evaluate(
    () =>
      new Promise((done) => {
        const request = indexedDB.open('sesame', 2)
        request.onsuccess = () => {
          request.result.close()
          done('upgraded')
        }
        request.onerror = () => done('failed')
        request.onblocked = () => done('blocked')
      }),
  )
  expect(upgraded).toBe('upgraded')
  await put(page, 's1')
  await expect.poll(() => actsOf(page)).toEqual([])
  expect(sent).toHaveLength(2)
  expect(await page.evaluate(() => (globalThis as unknown as Here).page.trouble())).toBeNull()
})

test('a database that never answers holds nobody up', async () => {
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
  })
  const page = await open()
  await put(page, 's1')
  await expect.poll(() => sent.length).toBe(1)
})

test('R36: the service worker can send what no page is open for', async () => {
  const page = await open()
  await network(false)
  await put(page, 's1')
  await page.close()
  const still = await open('#still')
  status = { s1: 503 }
  const run = () =>
    still.evaluate(() =>
      (globalThis as unknown as Here).page.sendFromWorker().then(
        () => 'done',
        () => 'later',
      ),
    )
  expect(await run()).toBe('later')
  status = {}
  await expect.poll(run).toBe('done')
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
})

test('R36: what the service worker hears of a scan at a point is kept for the page that comes', async () => {
  const page = await open()
  await network(false)
  await page.evaluate(() =>
    (globalThis as unknown as Here).page.put('receive', {
      address: 'POST /api/holds/receive',
      role: 'counter',
    }),
  )
  await put(page, 's1')
  await page.close()
  const still = await open('#still')
  await still.evaluate(() => (globalThis as unknown as Here).page.sendFromWorker())
  const taken = () =>
    still.evaluate(async () => {
      const answers = await (globalThis as unknown as Here).page.takeAnswers('ann')
      return answers.map(({ act, result }) => [act.group, result.status])
    })
  expect(await taken()).toEqual([['receive', 200]])
  expect(await taken()).toEqual([])
})

test('what a person leaves is deleted but for what is unsent', async () => {
  const page = await open()
  await network(false)
  await put(page, 's1')
  const left = await page.evaluate(async () => {
    const { keep, kept, forget } = (globalThis as unknown as Here).page
    await keep('ann', 'round', { stops: 1 })
    await keep('ben', 'round', { stops: 2 })
    await forget('ann', { keepUnsent: true })
    return [await kept('ann', 'round'), await kept('ben', 'round')]
  })
  expect(left).toEqual([undefined, { stops: 2 }])
  await page.evaluate(() => (globalThis as unknown as Here).page.put('s1'))
  expect((await actsOf(page)).map(({ seq }) => seq)).toEqual([1, 2])
  await page.evaluate(() => (globalThis as unknown as Here).page.forget('ann', { keepUnsent: false }))
  expect(await put(page, 's1')).toBe(3)
  expect((await actsOf(page)).map(({ seq }) => seq)).toEqual([3])
})

test('R35: a code is not queued', async () => {
  const page = await open()
  const failed = await page.evaluate(() =>
    (globalThis as unknown as Here).page
      .put('s1', { address: 'POST /api/stops/:shipmentId/pin', body: { pin: '123456' } })
      .then(String, (error: Error) => error.message),
  )
  expect(failed).toBe('a code is never queued')
  expect(await actsOf(page)).toEqual([])
})

test('R36: the unsent acts can be had as a file', async () => {
  const page = await open()
  await network(false)
  await put(page, 's1')
  const saved = page.waitForEvent('download')
  await page.evaluate(() => (globalThis as unknown as Here).page.save())
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^sesame-unsent-\d{8}T\d{4}\.json$/)
  const { acts } = JSON.parse(readFileSync(await file.path(), 'utf8'))
  expect(acts).toMatchObject([{ group: 's1', seq: 1 }])
})
