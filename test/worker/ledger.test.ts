import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import type { ViolationSum, ViolationView } from '../../worker/wire/violations.ts'
import { invitedBy, suspected } from '../support/violations.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const month = new Date().toISOString().slice(0, 7)
const view = (id: string, by = world.dispatcher): Promise<ViolationView> =>
  by.must('GET', `/api/violations/${id}`)

type Step = readonly [call: 'contest' | 'decide' | 'approve', body?: object]
const contest: Step = ['contest', { comment: 'The lift was broken' }]
const uphold: Step = ['decide', { decision: 'upheld', comment: 'No photo, no code' }]
const waive: Step = ['decide', { decision: 'waived', comment: 'Found in the van' }]
const approve: Step = ['approve', {}]

const take = (id: string, [call, body]: Step, by = world.dispatcher) =>
  by.post(`/api/violations/${id}/${call}`, body)

/** Somebody whom nobody here invited: a second person to everyone. */
const stranger = () => signIn(world.url, world.signingKey, 'dispatcher', { name: 'Second' })

const STATES = {
  suspected: [],
  contested: [contest],
  'waiver-proposed': [waive],
  upheld: [uphold],
  waived: [waive, approve],
} as const satisfies Record<string, readonly Step[]>

/** What each call answers in each state: the next state, or the refusal. */
const TABLE: Record<keyof typeof STATES, [contest: string, uphold: string, waive: string, approve: string]> =
  {
    suspected: ['contested', 'upheld', 'waiver-proposed', 'not-proposed'],
    contested: ['already-decided', 'upheld', 'waiver-proposed', 'not-proposed'],
    'waiver-proposed': ['already-decided', 'upheld', 'already-decided', 'waived'],
    upheld: ['already-decided', 'already-decided', 'already-decided', 'already-decided'],
    waived: ['already-decided', 'already-decided', 'already-decided', 'already-decided'],
  }

test.each(Object.keys(STATES) as (keyof typeof STATES)[])(
  'R27: what may follow in the ledger: %s',
  async (state) => {
    const second = await stranger()
    for (const [index, step] of [contest, uphold, waive, approve].entries()) {
      const { row } = await suspected(world)
      for (const before of STATES[state])
        await take(row.id, before, before === approve ? second : world.dispatcher)
      const was = await view(row.id)
      expect(was.state).toBe(state)
      const expected = TABLE[state][index] ?? ''
      const answer = await take(row.id, step, second)
      const is = await view(row.id)
      if (expected in STATES) {
        expect(answer).toMatchObject({ status: 200, body: { id: row.id, state: expected } })
        expect(is.steps.map(({ what }) => what)).toEqual([...was.steps.map(({ what }) => what), expected])
        const comment = (step[1] as { comment?: string }).comment ?? ''
        expect(is.steps.at(-1)).toMatchObject({ comment, byName: 'Second' })
      } else {
        expect(answer).toMatchObject({ status: 409, body: { code: expected } })
        expect(is).toEqual(was)
      }
    }
  },
)

test('R27: of decisions at the same moment one holds, and only its author is told so', async () => {
  const { row } = await suspected(world)
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => take(row.id, n % 2 ? uphold : waive)),
  )
  const told = answers.filter(({ status }) => status === 200).map(({ body }) => body.state)
  const { state, steps } = await view(row.id)
  // A proposed waiver can still be upheld by the next one; nothing follows that.
  expect([['upheld'], ['waiver-proposed', 'upheld']]).toContainEqual(steps.map(({ what }) => what))
  expect(state).toBe('upheld')
  expect(told.sort()).toEqual(steps.map(({ what }) => what).sort())
  for (const { status, body } of answers)
    if (status !== 200) expect([status, body.code]).toEqual([409, 'already-decided'])
})

test('R27: approved and upheld at the same moment: one of them', async () => {
  const { row } = await suspected(world)
  await take(row.id, waive)
  const second = await stranger()
  const answers = await Promise.all([
    take(row.id, approve, second),
    take(row.id, uphold),
    take(row.id, approve, second),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  const { state, steps } = await view(row.id)
  expect(answers.find(({ status }) => status === 200)?.body.state).toBe(state)
  expect(steps).toHaveLength(2)
})

test('R9: a waiver is approved by a second person: not the proposer, nor whom they invited, directly or through others', async () => {
  const proposer = await stranger()
  const direct = await invitedBy(proposer, 'Direct')
  const through = await invitedBy(direct, 'Through')
  const aside = await invitedBy(world.dispatcher, 'Aside')
  const { row } = await suspected(world)
  await take(row.id, waive, proposer)
  for (const one of [proposer, direct, through]) {
    expect(await view(row.id, one)).toMatchObject({ mayApprove: false })
    expect(await take(row.id, approve, one)).toMatchObject({ status: 403, body: { code: 'second-person' } })
  }
  expect(await view(row.id)).toMatchObject({ state: 'waiver-proposed' })
  expect(await view(row.id, aside)).toMatchObject({ mayApprove: true })
  expect((await take(row.id, approve, aside)).status).toBe(200)
  expect(await view(row.id, aside)).toMatchObject({ state: 'waived', mayApprove: false })
})

test('R9: whoever invited the proposer is a second person to them', async () => {
  const inviter = await stranger()
  const proposer = await invitedBy(inviter, 'Proposer')
  const { row } = await suspected(world)
  await take(row.id, waive, proposer)
  expect((await take(row.id, approve, inviter)).status).toBe(200)
})

test('R27: a step repeated with its key is one step; the key with another comment is refused', async () => {
  const { row } = await suspected(world)
  const send = (comment: string) =>
    world.dispatcher.post(`/api/violations/${row.id}/contest`, { comment }, 'one-key-of-one-contest')
  const first = await send('The lift was broken')
  expect(await send('The lift was broken')).toMatchObject({ status: 200, text: first.text })
  expect(await send('Another reason')).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  expect((await view(row.id)).steps).toHaveLength(1)
})

test('R27: sums per provider and month: only what is upheld costs', async () => {
  const { row } = await suspected(world)
  const sum = async () => {
    const { items } = await world.dispatcher.must('GET', '/api/violations/sums')
    return (items as ViolationSum[]).find(({ providerId }) => providerId === row.providerId)
  }
  const common = { month, providerName: 'Provider', currency: 'EUR' }
  expect(await sum()).toMatchObject({ ...common, open: 1, upheld: 0, waived: 0, amount: 0 })
  await take(row.id, uphold)
  expect(await sum()).toMatchObject({ ...common, open: 0, upheld: 1, waived: 0, amount: 5000 })
  const other = await suspected(world)
  await take(other.row.id, waive)
  await take(other.row.id, approve, await stranger())
  const { items } = await world.dispatcher.must('GET', `/api/violations?provider=${other.row.providerId}`)
  expect(items).toMatchObject([{ id: other.row.id, state: 'waived', amount: 5000 }])
})
