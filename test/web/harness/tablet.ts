import type { Browser, Page, WebSocketRoute } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type { CourierRound, CourierStop } from '../../../worker/api/stops/answers.ts'
import { stopWith } from '../../node/courier-stop.ts'
import { type StubAnswer, type StubCall, serveDist } from './dist-server.ts'

/** A tablet in front of a server that knows one stop. The test changes the stop and the answers. */
export interface Tablet {
  page: Page
  /** The address of the server. */
  url: string
  /**
   * Answers by the last part of the path, to writes (the default is 200 with an empty object) and to what is read beside
   * stop and round.
   */
  answers: Record<string, { status?: number; json: unknown }>
  /** The writes that arrived, by the last part of their path. */
  posts: string[]
  /** Shows the stop at its own address, as if the tablet were taken out anew. */
  show(stop: Partial<CourierStop>, blocked?: Partial<CourierRound['blocked']>): Promise<void>
  /** Shows the round with these stops. */
  showRound(stops: CourierStop[]): Promise<void>
  /** Changes what the server knows of the stop; the tablet hears of it when it reads again. */
  become(stop: Partial<CourierStop>): void
  /** Says over the live socket what the recipient's phone did. */
  tell(because: string): void
}

/**
 * Enters a PIN by the keypad's buttons. Keys of a keyboard count only from a moment after the keypad is seen.
 */
export async function enterPin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.locator('.keys').getByText(digit, { exact: true }).click()
  await page.locator('.keys .submit').click()
}

/** Opens the courier’s room of the built app, in front of a server of its own. */
export async function openTablet(browser: Browser, locale: string, options = {}): Promise<Tablet> {
  const server = await serveDist((call) => answer(call))
  const context = await browser.newContext({
    locale,
    hasTouch: true,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    viewport: { width: 800, height: 1180 },
    ...options,
  })
  onTestFinished(async () => {
    await context.close()
    server.close()
  })
  const page = await context.newPage()
  let stop = stopWith()
  /** The stops of the round, if they are others than the one. */
  let stops: CourierStop[] | null = null
  let blocked = { pin: false, identity: false }
  let socket: WebSocketRoute | null = null
  const tablet: Tablet = {
    url: server.url,
    page,
    answers: {},
    posts: [],
    async show(change, block) {
      stop = stopWith(change)
      stops = null
      blocked = { pin: false, identity: false, ...block }
      await page.goto(`${server.url}/app/courier/stop/${stop.shipmentId}`)
      await page.locator('.stop-card, .outcome').first().waitFor()
    },
    async showRound(given) {
      stops = given
      await page.goto(`${server.url}/app/courier`)
      await page.locator('.screen > .actions .button').first().waitFor()
    },
    become(change) {
      stop = { ...stop, ...change }
    },
    tell: (because) => socket?.send(JSON.stringify({ because })),
  }
  const answer = ({ method, action }: StubCall): StubAnswer => {
    if (method === 'POST') {
      tablet.posts.push(action)
      const { status = 200, json } = tablet.answers[action] ?? { json: {} }
      return { status, body: json }
    }
    const given = tablet.answers[action]
    if (given) return { status: given.status ?? 200, body: given.json }
    if (action !== 'round') return { status: 200, body: stop }
    const body = {
      roundId: 'r1',
      date: '2026-11-29',
      courier: { id: 'c1', name: 'Lucas Moreau' },
      stops: stops ?? [stop],
      closed: false,
      blocked,
      notices: [],
    }
    return { status: 200, body }
  }
  await page.routeWebSocket(/\/live$/, (route) => {
    socket = route
  })
  return tablet
}
