import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type { CounterHold } from '../../../worker/api/holds/answers.ts'
import { type StubAnswer, type StubApi, type StubCall, serveDist } from './dist-server.ts'

/** Labels whose last four differ, so that each of them can be told on the screen. */
export const LABELS = ['501-000123400', '501-000123411', '501-000123422'] as const

/** Makes a hold of parcels on the shelf, of which none was scanned. */
export const holdOf = (labels: readonly string[], change: Partial<CounterHold> = {}): CounterHold => ({
  payment: null,
  point: { id: 'p1', name: 'ПВЗ Лесная', kind: 'point', address: 'Лесная ул., 7' },
  receivedAt: '2026-11-22T10:00:00Z',
  until: '2027-11-29',
  extended: false,
  accepts: ['pin', 'qr', 'link', 'identity'],
  attemptsLeft: 5,
  shipmentId: 's1',
  waybill: '3456',
  recipientName: 'Анна Седова',
  phoneTail: '4567',
  secured: true,
  state: 'held',
  pinDigits: 5,
  identitySignature: true,
  claimOpen: false,
  approval: null,
  suspended: false,
  parcels: labels.map((label) => ({
    label,
    scanned: false,
    place: 'point',
    toSender: false,
    shelf: 'A-12',
    undeclared: false,
  })),
  phoneFinished: false,
  toReturn: false,
  ...change,
})

/** A counter in front of a server that knows some holds. The test changes them and the answers. */
export interface Desk {
  page: Page
  /** The holds of the point, by the shipment. */
  holds: Map<string, CounterHold>
  /** Answers by the last part of the path, instead of those that the holds say. Null breaks off the connection. */
  answers: Record<string, StubAnswer | null | StubApi>
  /** The calls that arrived. */
  calls: StubCall[]
  /** The address of the counter in the browser. */
  url: string
  /** Types a text into the scan field and presses Enter, as a scanner does. */
  scan(text: string): Promise<void>
}

/** Opens the counter of the built app in front of a server of its own. */
export async function openDesk(
  browser: Browser,
  holds: readonly CounterHold[],
  options: BrowserContextOptions = {},
): Promise<Desk> {
  const server = await serveDist((call) => answer(call))
  const context = await browser.newContext({
    locale: 'ru-RU',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 800 },
    ...options,
  })
  onTestFinished(async () => {
    await context.close()
    server.close()
  })
  await signInAs(context, 'ann')
  const page = await context.newPage()
  const desk: Desk = {
    page,
    holds: new Map(holds.map((hold) => [hold.shipmentId, hold])),
    answers: {},
    calls: [],
    url: `${server.url}/app/counter`,
    async scan(text) {
      await page.locator('.scan-field input').fill(text)
      await page.keyboard.press('Enter')
    },
  }
  const answer = (call: StubCall): StubAnswer | null => {
    desk.calls.push(call)
    const { action, path } = call
    const given = desk.answers[action]
    if (given !== undefined) return typeof given === 'function' ? given(call) : given
    const point = { id: 'p1', name: 'ПВЗ Лесная', zone: 'Europe/Moscow' }
    if (action === 'day')
      return { status: 200, body: { point, day: '2026-11-29', items: [], here: 1, returning: 0 } }
    if (action === 'holds') return { status: 200, body: { items: [], cursor: null } }
    const labels = (call.body as { labels?: string[] } | null)?.labels ?? []
    const hold =
      [...desk.holds.values()].find(({ shipmentId }) => path.includes(`/${shipmentId}`)) ??
      [...desk.holds.values()].find(({ parcels }) =>
        parcels.some(({ label }) => labels.includes(label ?? '')),
      )
    return hold
      ? { status: 200, body: shown(hold, labels) }
      : { status: 404, body: { code: 'not-found', title: 'Not found' } }
  }
  await page.goto(desk.url)
  await page.locator('.scan-field input').waitFor()
  return desk
}

/** Has the browser know a clerk's session, as after an invitation. Whoever is known already stays. */
export const signInAs = (context: BrowserContext, personId: string): Promise<unknown> =>
  context.addInitScript((id) => {
    const session = { role: 'counter', personId: id, name: id, expiresAt: '2099-01-01T00:00:00Z' }
    localStorage['sesame.sessions'] ??= JSON.stringify([session])
  }, personId)

/** A hold as the server shows it: whole labels only of what was scanned in this act. */
const shown = (hold: CounterHold, labels: readonly string[]): CounterHold => ({
  ...hold,
  parcels: hold.parcels.map((parcel) => {
    const scanned = labels.includes(parcel.label ?? '')
    return { ...parcel, scanned, label: scanned ? parcel.label : (parcel.label?.slice(-4) ?? null) }
  }),
})
