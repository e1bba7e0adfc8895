import { expect, test } from 'vitest'
import type { Result } from '../../web/api/call.ts'
import {
  forgetProgress,
  type ImportProgress,
  type ProgressStore,
  progressOf,
  rememberProgress,
} from '../../web/dispatch/import/progress.ts'
import { createSender, type SendState, tallyOf } from '../../web/dispatch/import/send.ts'
import type { ImportAnswer } from '../../worker/api/shipments/imported.ts'

type Answered = Result<ImportAnswer>
const OFFLINE: Answered = { ok: false, status: 0, code: 'offline', problem: {} }
const created = (count: number): Answered => ({
  ok: true,
  status: 200,
  data: { created: count, known: 0, refused: 0, items: [] },
})
const fresh = (of: number): ImportProgress => ({ of, done: [], refused: [], at: 0 })

/** Returns a sender whose calls the test answers by hand, in any order. */
function stand(start: ImportProgress) {
  const calls: { index: number; key: string; answer: (answer: Answered) => void }[] = []
  const states: SendState[] = []
  const waits: number[] = []
  const waiting: (() => void)[] = []
  let keys = 0
  const sender = createSender(start, {
    batch: async (index) => ({ shipments: [{ index }], entries: [index * 100, index * 100 + 1] }),
    post: (shipments, key) =>
      new Promise((answer) => calls.push({ index: (shipments[0] as { index: number }).index, key, answer })),
    wait: (ms) => {
      waits.push(ms)
      return new Promise((done) => waiting.push(done))
    },
    newKey: () => `key ${keys++}`,
    onChange: (state) => states.push(state),
    now: () => 1,
  })
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return { sender, calls, states, waits, waiting, settle, now: () => states.at(-1) as SendState }
}

test('R2: two calls at once and no more, each part once, until all is done', async () => {
  const { sender, calls, settle, now } = stand(fresh(5))
  const done = new Set<unknown>()
  const run = sender.run()
  for (const [open, index] of [
    [2, 0],
    [2, 1],
    [2, 2],
    [2, 3],
    [1, 4],
  ] as const) {
    await settle()
    const waiting = calls.filter((call) => !done.has(call))
    expect(waiting).toHaveLength(open)
    const [first] = waiting
    expect(first?.index).toBe(index)
    done.add(first)
    first?.answer(created(100))
  }
  await run
  expect(now().phase).toBe('done')
  expect(tallyOf(now().progress)).toEqual({ created: 500, known: 0, refused: 0 })
})

test('R2: without an answer it waits, longer each time, and sends the same part under the same key', async () => {
  const { sender, calls, waits, waiting, settle, now } = stand(fresh(1))
  const run = sender.run()
  for (let tries = 0; tries < 3; tries++) {
    await settle()
    calls[tries]?.answer(OFFLINE)
    await settle()
    expect(now()).toMatchObject({ phase: 'waiting', failure: { code: 'offline' } })
    waiting[tries]?.()
  }
  await settle()
  calls[3]?.answer(created(7))
  await run
  expect(new Set(calls.map(({ key }) => key)).size).toBe(1)
  expect(waits).toEqual([1_000, 2_000, 5_000])
  expect(now()).toMatchObject({ phase: 'done', progress: { done: [[0, 7, 0]] } })
})

test('R2: paused, what is under way comes home; resumed at once, nothing is sent twice', async () => {
  const { sender, calls, settle, now } = stand(fresh(4))
  void sender.run()
  await settle()
  sender.pause()
  expect(now().phase).toBe('paused')
  void sender.run()
  await settle()
  expect(calls.map(({ index }) => index)).toEqual([0, 1])
  sender.pause()
  for (const call of calls) call.answer(created(1))
  await settle()
  expect(calls).toHaveLength(2)
  expect(now()).toMatchObject({
    phase: 'paused',
    progress: {
      done: [
        [0, 1, 0],
        [1, 1, 0],
      ],
    },
  })
  void sender.run()
  await settle()
  expect(calls.map(({ index }) => index)).toEqual([0, 1, 2, 3])
})

test('R2: a refusal of the whole call stops it and says why; tried again, it goes on with that part', async () => {
  const { sender, calls, settle, now } = stand(fresh(1))
  const run = sender.run()
  await settle()
  calls[0]?.answer({ ok: false, status: 403, code: 'forbidden', problem: {} })
  await run
  expect(now()).toMatchObject({ phase: 'stopped', failure: { code: 'forbidden' } })
  const again = sender.run()
  await settle()
  expect(now().failure).toBeUndefined()
  calls[1]?.answer(created(2))
  await again
  expect(now().phase).toBe('done')
})

test('R2: begun before, it sends what is left, and what was refused is kept by its place in the file', async () => {
  const start: ImportProgress = { of: 2, done: [[0, 90, 10]], refused: [[7, 'phone', 'regex']], at: 1 }
  const { sender, calls, settle, now } = stand(start)
  const run = sender.run()
  await settle()
  expect(calls.map(({ index }) => index)).toEqual([1])
  const items = [
    {
      line: 1,
      waybill: 'secret',
      outcome: 'refused' as const,
      errors: [{ column: 'waybill', code: 'waybill-taken' }],
    },
  ]
  calls[0]?.answer({ ok: true, status: 200, data: { created: 1, known: 0, refused: 1, items } })
  await run
  expect(now().progress.refused).toEqual([
    [7, 'phone', 'regex'],
    [101, 'waybill', 'waybill-taken'],
  ])
  expect(tallyOf(now().progress)).toEqual({ created: 91, known: 10, refused: 2 })
  expect(JSON.stringify(now().progress)).not.toContain('secret')
})

test('R2: of the last files their progress is kept; another cut, an end or a broken memory begins anew', () => {
  const kept = new Map<string, string>()
  const store: ProgressStore = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
  }
  const at = (at: number): ImportProgress => ({ of: 3, done: [[0, 1, 2]], refused: [], at })
  for (let n = 1; n <= 6; n++) rememberProgress(store, `file ${n}`, at(n))
  expect(progressOf(store, 'file 6', 3)).toEqual(at(6))
  expect(progressOf(store, 'file 1', 3)).toEqual(fresh(3))
  expect(progressOf(store, 'file 6', 4)).toEqual(fresh(4))
  forgetProgress(store, 'file 6')
  expect(progressOf(store, 'file 6', 3)).toEqual(fresh(3))
  for (const broken of ['{', 'null', '[]', '{"file 5":7}', '{"file 5":{"of":3}}']) {
    kept.set('sesame.imports', broken)
    expect(progressOf(store, 'file 5', 3)).toEqual(fresh(3))
  }
  const full: ProgressStore = {
    getItem: () => {
      throw new Error('forbidden')
    },
    setItem: () => {
      throw new Error('full')
    },
  }
  rememberProgress(full, 'file', at(1))
  expect(progressOf(full, 'file', 3)).toEqual(fresh(3))
})
