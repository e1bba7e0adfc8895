import { expect, test } from 'vitest'
import { api, type Result } from '../../web/api/call.ts'
import type { Act, GivenAct } from '../../web/offline/act.ts'
import { createAction, isQueued, type QueueOptions } from '../../web/offline/action.ts'
import type { Put } from '../../web/offline/engine.ts'

const STOP = { shipmentId: 'one' }
const QUEUE: QueueOptions = { personId: 'ann', role: 'courier', group: 'one', base: 3, late: true }
const OK: Result<unknown> = { ok: true, status: 200, data: { outcome: 'handed-over' } }
const failed = (status: number): Result<unknown> => ({
  ok: false,
  status,
  code: status === 0 ? 'offline' : 'x',
  problem: {},
})

/** Gives the answers in turn, or none at all for null. It logs keys of calls, and what is put into the outbox. */
function setup(...answers: (Result<unknown> | null)[]) {
  const log: { key: string | undefined; body: unknown; act: string | undefined }[] = []
  const puts: GivenAct[] = []
  const told: string[] = []
  const acts: Act[] = []
  const ready = { now: true }
  let keys = 0
  const next = (): Promise<never> =>
    answers.length > 1 || answers[0] ? Promise.resolve(answers.shift() as never) : new Promise(() => {})
  const made = createAction({
    call: (_address, _params, body, options) => {
      log.push({ key: options?.key, body, act: options?.headers?.['Sesame-Act'] })
      return next()
    },
    put: async (given): Promise<Put> => {
      puts.push(given)
      const queued = { ...given, key: 'k', state: 'waiting' } as Act
      acts.push(queued)
      return { queued, tried: next(), answer: new Promise(() => {}) }
    },
    wentOn: async (key) => void told.push(`went on: ${key}`),
    dismiss: async (key) => void told.push(`dismissed: ${key}`),
    ready: async () => ready.now,
    acts: () => acts,
    now: () => Date.parse('2026-11-30T10:00:00Z'),
    newKey: () => `key-${++keys}`,
    wait: () => new Promise((done) => setTimeout(done, 5)),
  })
  return { ...made, log, puts, told, ready }
}

test('the same content after a lost answer has the same key, until it is answered', async () => {
  const { action, keyFor, log } = setup(failed(0), failed(503), OK, OK)
  const answers = [0, 1, 2, 3].map(() => () => action(api.stops.noCode, STOP, {}))
  expect((await answers[0]!()).status).toBe(0)
  expect(keyFor(api.stops.noCode, STOP, {})).toBe('key-1')
  for (const again of answers.slice(1)) await again()
  expect(log.map(({ key }) => key)).toEqual(['key-1', 'key-1', 'key-1', 'key-2'])
})

test('other content is another action; what was forgotten is one too', async () => {
  const { action, forgetActions, log } = setup(failed(0), failed(0), failed(0))
  await action(api.depot.receive, {}, { labels: ['a'] })
  await action(api.depot.receive, {}, { labels: ['b'] })
  forgetActions()
  await action(api.depot.receive, {}, { labels: ['a'] })
  expect(log.map(({ key }) => key)).toEqual(['key-1', 'key-2', 'key-3'])
})

test('a second tap waits for the answer of the first', async () => {
  const { action, log } = setup(OK, OK)
  const both = await Promise.all([0, 1].map(() => action(api.stops.noCode, STOP, {})))
  expect(both).toEqual([OK, OK])
  expect(log).toHaveLength(1)
})

test('R35: a code is never remembered, nor what is told to be unrepeatable', async () => {
  const { action, log } = setup(...[0, 1, 2, 3].map(() => failed(0)))
  for (const _ of [0, 1]) await action(api.stops.pin, STOP, { pin: '123456' })
  for (const _ of [0, 1]) await action(api.stops.qr, STOP, { code: 'SES1' }, { unrepeatable: true })
  expect(new Set(log.map(({ key }) => key)).size).toBe(4)
})

test('a given key polls', async () => {
  const { action, log } = setup(OK, OK)
  await action(api.stops.noCode, STOP, {}, { key: 'mine' })
  await action(api.stops.noCode, STOP, {}, { key: 'mine' })
  expect(log.map(({ key }) => key)).toEqual(['mine', 'mine'])
})

test('the end of a session is told, queued or not', async () => {
  const { action } = setup(failed(401), failed(401))
  let ended = 0
  const options = { ended: () => ended++ }
  await action(api.stops.noCode, STOP, {}, options)
  expect((await action(api.stops.noCode, STOP, {}, { ...options, queue: QUEUE })).status).toBe(401)
  expect(ended).toBe(2)
})

test('R36: a queued action is stored first, and its live answer is waited for', async () => {
  const { action, puts, log } = setup(OK)
  expect(await action(api.stops.noCode, STOP, {}, { queue: QUEUE })).toEqual(OK)
  expect(log).toEqual([])
  expect(puts).toEqual([
    { ...QUEUE, address: api.stops.noCode, params: STOP, body: {}, at: '2026-11-30T10:00:00.000Z' },
  ])
})

test.each([
  ['no answer came', failed(0)],
  ['the server has a fault', failed(503)],
  ['the answer takes long', null],
])('R36: the person goes on when %s', async (_, answer) => {
  const { action, told } = setup(answer)
  expect(isQueued(await action(api.stops.noCode, STOP, {}, { queue: QUEUE }))).toBe(true)
  expect(told).toEqual(['went on: k'])
})

test('R36: a refusal of what is queued is told as such', async () => {
  const { action, told } = setup(failed(409))
  const answer = await action(api.stops.noCode, STOP, {}, { queue: QUEUE })
  expect(isQueued(answer)).toBe(false)
  expect(answer.status).toBe(409)
  expect(told).toEqual(['dismissed: k'])
})

test('R36: the same once more is not queued twice, but for another act between', async () => {
  const { action, puts } = setup(failed(0), failed(0), failed(0))
  const noCode = () => action(api.stops.noCode, STOP, {}, { queue: QUEUE })
  await noCode()
  expect(isQueued(await noCode())).toBe(true)
  expect(puts).toHaveLength(1)
  await action(api.stops.reopen, STOP, {}, { queue: QUEUE })
  await noCode()
  expect(puts).toHaveLength(3)
})

test('R36: what the screen tells apart by its own key is queued each time, under that key', async () => {
  const { action, puts } = setup(failed(0), failed(0))
  for (const key of ['mine', 'other']) await action(api.stops.noCode, STOP, {}, { queue: QUEUE, key })
  expect(puts.map(({ key }) => key)).toEqual(['mine', 'other'])
})

test('without its outbox an action is sent as any other', async () => {
  const { action, puts, log, ready } = setup(OK)
  ready.now = false
  expect(await action(api.stops.noCode, STOP, {}, { queue: QUEUE })).toEqual(OK)
  expect(puts).toEqual([])
  expect(log).toHaveLength(1)
})

test('R35: a code in the queue is a fault of the screen', async () => {
  const { action } = setup(OK)
  await expect(action(api.stops.pin, STOP, { pin: '123456' }, { queue: QUEUE })).rejects.toThrow()
})

test('a live write says whose it is, also where nothing can be stored', async () => {
  const { action, log, ready } = setup(OK, OK, OK)
  await action(api.stops.pin, STOP, { pin: '12345' }, { by: 'ann' })
  ready.now = false
  await action(api.stops.noCode, STOP, {}, { queue: QUEUE })
  await action(api.depot.receive, {}, { labels: ['a'] })
  expect(log.map(({ act }) => act)).toEqual(['person=ann', 'person=ann', undefined])
})
