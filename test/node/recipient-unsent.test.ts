import { expect, test, vi } from 'vitest'
import { action } from '../../web/api/action.ts'
import { api, type Result } from '../../web/api/call.ts'
import { CALM, screenOf, type Ui } from '../../web/recipient/flow.ts'
import { doOrKeep, type SentFrom, sendFirst } from '../../web/recipient/send.ts'
import {
  mayWait,
  type Step,
  type Unsent,
  unsentLabels,
  withoutStep,
  withStep,
} from '../../web/recipient/unsent.ts'
import type { DeliveryPage } from '../../web/recipient/use-delivery.ts'
import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { viewWith } from './recipient-view.ts'

const { scan, confirm, finish } = api.deliveries
const MINUTE = 60_000

const scanned = (label: string): Step => ({
  action: scan,
  body: { labels: [label], by: 'camera' },
  key: label,
})
const CONFIRM: Step = { action: confirm, body: { noClaims: true }, key: 'confirm' }
const FINISH: Step = { action: finish, body: { comment: 'Thanks' }, key: 'finish' }

/** Keeps steps as the page does, each with the parcels that the page shows then. */
function kept(steps: Step[], view = viewWith(), now = 0): Unsent {
  let unsent: Unsent | null = null
  for (const step of steps)
    unsent = withStep(unsent, step, (unsent ? (unsent as Unsent).over(view) : view).parcels.scanned, now)
  return unsent!
}

const deliveryOf = (labels: string[]): NonNullable<RecipientView['delivery']> => ({
  waybill: 'W1',
  sender: 'S',
  recipientName: 'R',
  address: { line1: '1', city: 'C', postcode: 'P', country: 'RU' },
  parcels: labels.map((label) => ({ label, scanned: true, handedOver: false, here: true })),
})
const ok = (data: unknown): Result<unknown> => ({ ok: true, status: 200, data })
const refused = (status: number, code: string): Result<unknown> => ({ ok: false, status, code, problem: {} })
const OFFLINE = refused(0, 'offline')
const RECEIPT = {
  number: '7Q4',
  at: '2026-11-22T09:43:00Z',
  proof: 'link',
  labels: ['A-1'],
  of: 1,
  qr: ['q'],
}

/** A page without a screen: what waits, what is learnt and chosen, as `useDelivery` would hold it. */
function pageWith(unsent: Unsent | null, view = viewWith()) {
  const state = {
    unsent,
    view,
    ui: { ...CALM } as Ui,
    trouble: null as string | null,
    bound: false,
    reads: 0,
  }
  const page = (): SentFrom => ({
    view: state.unsent ? state.unsent.over(state.view) : state.view,
    unsent: state.unsent,
    keep: (change) => {
      state.unsent = change(state.unsent)
    },
    learn: (change) => {
      state.view = { ...state.view, ...change }
    },
    choose: (change) => {
      state.trouble = null
      state.ui = { ...state.ui, ...change }
    },
    fail: (trouble) => {
      state.trouble = trouble
    },
    bind: () => {
      state.bound = true
    },
    refresh: async () => {
      state.reads++
    },
  })
  const screen = () => screenOf(page().view, { ...state.ui, unsent: state.unsent?.finishedAt !== undefined })
  return { state, page, screen }
}

/** Sends until nothing waits or a step has to be sent again, and returns the keys that were sent. */
async function sendAll(
  one: ReturnType<typeof pageWith>,
  answers: Result<unknown>[],
  now = 0,
): Promise<string[]> {
  const sent: string[] = []
  while (one.state.unsent && !one.state.unsent.asks) {
    const done = await sendFirst(one.page(), now, async ({ key }) => {
      sent.push(key)
      return answers.shift() ?? OFFLINE
    })
    if (!done) break
  }
  return sent
}

test('R22: without a network only a release by link at the door waits', () => {
  expect(mayWait(viewWith())).toBe(true)
  expect(mayWait(viewWith({ accepts: ['pin', 'qr'], reveal: 'scan' }))).toBe(false)
  expect(mayWait(viewWith({ scans: false }))).toBe(false)
  expect(mayWait(viewWith({ state: 'at-depot' }))).toBe(false)
  expect(mayWait(viewWith({ hold: {} as RecipientView['hold'] }))).toBe(false)
})

test('R20: what waits leads on from screen to screen, and never to the end', () => {
  const one = pageWith(kept([scanned('A-1')]))
  expect(one.screen()).toBe('check')
  expect(one.page().view.delivery).toBeUndefined()
  one.state.unsent = kept([scanned('A-1'), CONFIRM])
  expect(one.screen()).toBe('sign')
  one.state.unsent = kept([scanned('A-1'), CONFIRM, FINISH])
  expect(one.screen()).toBe('unsent')
  one.state.ui = { ...CALM, panel: 'code' }
  one.state.view = viewWith({ secret: { pin: '48219' } })
  expect(one.screen()).toBe('code')
})

test('R7: a label that nobody checked reveals nothing', () => {
  const view = viewWith({ accepts: ['pin', 'link'], reveal: 'scan' })
  const shown = kept([scanned('A-1')], view).over(view)
  expect(shown.secret).toBeUndefined()
  expect(shown.delivery).toBeUndefined()
  expect(screenOf(shown, { ...CALM, panel: 'code' })).toBe('check')
})

test('R22: scan, confirmation and finish go in their order, each with its own key, once', async () => {
  const one = pageWith(kept([scanned('A-1'), CONFIRM, FINISH]))
  expect(await sendAll(one, [OFFLINE])).toEqual(['A-1'])
  expect(one.state.unsent?.steps).toHaveLength(3)
  const answers = [
    ok({ outcome: 'match', delivery: deliveryOf(['A-1']) }),
    ok({ outcome: 'done' }),
    refused(503, 'http-503'),
  ]
  expect(await sendAll(one, answers)).toEqual(['A-1', 'confirm', 'finish'])
  expect(one.state.bound).toBe(true)
  expect(one.screen()).toBe('unsent')
  expect(await sendAll(one, [ok({ outcome: 'handed-over', code: 'LINK', receipt: RECEIPT })])).toEqual([
    'finish',
  ])
  expect(one.state.unsent).toBeNull()
  expect(one.state.ui.sentLate).toBe(true)
  one.state.ui.sawOpen = true
  expect(one.screen()).toBe('done')
})

test('R20: another parcel’s label takes all that was signed with it: nothing else is sent', async () => {
  const one = pageWith(kept([scanned('B-9'), CONFIRM, FINISH]))
  expect(await sendAll(one, [ok({ outcome: 'mismatch', left: 9 })])).toEqual(['B-9'])
  expect(one.state.unsent).toBeNull()
  expect(one.state.ui.wrong).toEqual({ left: 9, unsent: true })
  expect(one.state.bound).toBe(false)
  expect(one.screen()).toBe('mismatch')
})

test('R22: a refused step ends the others and says why', async () => {
  const one = pageWith(kept([scanned('A-1'), CONFIRM, FINISH]))
  const answers = [
    ok({ outcome: 'match', delivery: deliveryOf(['A-1']) }),
    ok({ outcome: 'done' }),
    refused(409, 'stop-closed'),
  ]
  expect(await sendAll(one, answers)).toEqual(['A-1', 'confirm', 'finish'])
  expect(one.state.unsent).toBeNull()
  expect(one.state.trouble).toBe('ended')
  expect(one.state.reads).toBeGreaterThan(0)
})

test('R24: fewer parcels than the person signed for are never finished unseen', async () => {
  const view = viewWith({ parcels: { total: 3, scanned: 0, handedOver: 0 } })
  const one = pageWith(kept([scanned('A-1'), scanned('A-1 again'), CONFIRM, FINISH], view), view)
  expect(one.state.unsent?.seen).toBe(2)
  const match = ok({ outcome: 'match', delivery: deliveryOf(['A-1']) })
  expect(await sendAll(one, [match, match])).toEqual(['A-1', 'A-1 again'])
  expect(one.state.unsent).toBeNull()
  expect(one.state.trouble).toBe('other-count')
  expect(one.screen()).toBe('check')
})

test('R22: what was signed more than ten minutes ago is sent only if the person says so again', async () => {
  const one = pageWith(kept([FINISH]))
  expect(await sendAll(one, [], 11 * MINUTE)).toEqual([])
  expect(one.state.unsent?.asks).toBe(true)
  expect(one.screen()).toBe('unsent')
  const waiting = pageWith(kept([scanned('A-1')]))
  expect(
    await sendAll(waiting, [ok({ outcome: 'match', delivery: deliveryOf(['A-1']) })], 60 * MINUTE),
  ).toEqual(['A-1'])
})

test('a repeated confirmation or finish takes the place of the first', () => {
  const again = kept([scanned('A-1'), CONFIRM, FINISH, { ...CONFIRM, key: 'later' }])
  expect(again.steps.map(({ key }) => key)).toEqual(['A-1', 'finish', 'later'])
  expect(unsentLabels(again)).toEqual(['A-1'])
  expect(withoutStep(kept([FINISH]), FINISH)).toBeNull()
})

/** A page whose calls get no answer, or are refused. */
function acting(unsent: Unsent | null, lost: boolean, view = viewWith()) {
  const acted: string[] = []
  const one = pageWith(unsent, view)
  const page = {
    ...one.page(),
    lost: { current: lost },
    act: async (action: string) => {
      acted.push(action)
      return null
    },
  } as unknown as DeliveryPage
  return { ...one, page, acted }
}
const CONFIRMS = { noClaims: true } as const

test('R22: a step whose answer was lost is kept under the key that it was sent with', async () => {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (_url: string, { headers }: { headers: Record<string, string> }) => {
    sent.push(headers['Idempotency-Key'])
    throw new TypeError('no network')
  })
  vi.stubGlobal('navigator', { onLine: false })
  const one = acting(null, true)
  await action(confirm, { deliveryId: one.page.view.deliveryId }, CONFIRMS)
  vi.unstubAllGlobals()
  expect(await doOrKeep(one.page, confirm, CONFIRMS)).toBe('kept')
  expect(one.state.unsent?.steps).toEqual([{ action: confirm, body: CONFIRMS, key: sent[0] }])
})

test('R22: behind a step that waits the next one waits too; a refused one is not kept', async () => {
  const behind = acting(kept([scanned('A-1')]), false)
  expect(await doOrKeep(behind.page, confirm, CONFIRMS)).toBe('kept')
  expect(behind.acted).toEqual([])
  expect(behind.state.unsent?.steps.map(({ action }) => action)).toEqual([scan, confirm])
  const no = acting(null, false)
  expect(await doOrKeep(no.page, confirm, CONFIRMS)).toBeNull()
  expect(no.state.unsent).toBeNull()
  const unlikely = acting(null, true)
  expect(
    await doOrKeep(unlikely.page, scan, { labels: ['https://shop.example/1'], by: 'camera' }, false),
  ).toBeNull()
})
