import { beforeAll, expect, test } from 'vitest'
import type { RequestView } from '../../worker/api/requests/answers.ts'
import type { ViolationLine, ViolationSum, ViolationView } from '../../worker/api/violations/answers.ts'
import { sharedWorld } from '../support/harness.ts'
import { decide, inbox, requestOn, stranger } from '../support/requests.ts'
import { invitedBy, monthIn, suspected } from '../support/violations.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const month = monthIn('chronopost')
const view = (id: string, by = world.dispatcher): Promise<ViolationView> =>
  by.must('GET', `/api/violations/${id}`)

type Step = readonly [call: 'contest' | 'decide' | 'agree' | 'decline', body?: object]
const contest: Step = ['contest', { comment: 'The lift was broken' }]
const uphold: Step = ['decide', { decision: 'upheld', comment: 'No photo, no code' }]
const waive: Step = ['decide', { decision: 'waived', comment: 'Found in the van' }]
const agree: Step = ['agree']
const decline: Step = ['decline']

/** Returns the request to a second person about a violation. */
const askedAbout = ({ shipmentId }: ViolationLine) => requestOn(world, { kind: 'waiver', shipmentId })

async function take(row: ViolationLine, [call, body]: Step, by = world.dispatcher) {
  if (call === 'agree' || call === 'decline') return decide(by, await askedAbout(row), call)
  return by.post(`/api/violations/${row.id}/${call}`, body)
}

const STATES = {
  suspected: [],
  contested: [contest],
  'waiver-proposed': [waive],
  upheld: [uphold],
  waived: [waive, agree],
} as const satisfies Record<string, readonly Step[]>

/** The answer of each call in each state: the next state, the refusal, or null where no request is open. */
const TABLE: Record<
  keyof typeof STATES,
  [contest: string, uphold: string, waive: string, ...(string | null)[]]
> = {
  suspected: ['contested', 'upheld', 'waiver-proposed', null, null],
  contested: ['already-decided', 'upheld', 'waiver-proposed', null, null],
  'waiver-proposed': ['already-decided', 'upheld', 'already-decided', 'waived', 'suspected'],
  upheld: ['already-decided', 'already-decided', 'already-decided', null, null],
  waived: ['already-decided', 'already-decided', 'already-decided', null, null],
}

test.each(Object.keys(STATES) as (keyof typeof STATES)[])(
  'R27: what may follow in the ledger: %s',
  async (state) => {
    const second = await stranger(world)
    for (const [index, step] of [contest, uphold, waive, agree, decline].entries()) {
      const { row } = await suspected(world)
      let asked: RequestView | null = null
      for (const before of STATES[state]) {
        if (before === agree) asked = await askedAbout(row)
        await take(row, before, before === agree ? second : world.dispatcher)
      }
      const was = await view(row.id)
      expect(was.state).toBe(state)
      const expected = TABLE[state][index] ?? null
      if (expected === null) {
        expect((await inbox(second)).filter(({ shipmentId }) => shipmentId === row.shipmentId)).toEqual([])
        // A request that was decided before is not decided again.
        if (asked)
          expect(await decide(second, asked, step === agree ? 'agree' : 'decline')).toMatchObject({
            status: 409,
            body: { code: 'no-request' },
          })
        expect(await view(row.id)).toEqual(was)
        continue
      }
      const answer = await take(row, step, second)
      const is = await view(row.id)
      if (expected in STATES) {
        const body = step[1] ? { id: row.id, state: expected } : {}
        expect(answer).toMatchObject({ status: 200, body })
        expect(is.state).toBe(expected)
        expect(is.steps.map(({ what }) => what)).toEqual([...was.steps.map(({ what }) => what), expected])
        const comment = (step[1] as { comment?: string } | undefined)?.comment ?? ''
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
  // Each decision has its own comment, by which its step in the ledger is known.
  const decision = (n: number): Step => ['decide', { ...(n % 2 ? uphold : waive)[1], comment: `call ${n}` }]
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => take(row, decision(n))))
  const told = answers.flatMap(({ status, body }, n) =>
    status === 200 ? [{ what: body.state, comment: `call ${n}` }] : [],
  )
  const { state, steps } = await view(row.id)
  // Upholding may still follow a proposed waiver. Nothing follows upholding.
  expect([['upheld'], ['waiver-proposed', 'upheld']]).toContainEqual(steps.map(({ what }) => what))
  expect(state).toBe('upheld')
  expect(told).toHaveLength(steps.length)
  expect(told).toEqual(expect.arrayContaining(steps.map(({ what, comment }) => ({ what, comment }))))
  for (const { status, body } of answers.filter(({ status }) => status !== 200))
    expect([status, body.code]).toEqual([409, 'already-decided'])
})

test('R27: agreed to and upheld at the same moment: one of them', async () => {
  const { row } = await suspected(world)
  await take(row, waive)
  const [second, third, asked] = [await stranger(world), await stranger(world), await askedAbout(row)]
  const answers = await Promise.all([decide(second, asked), take(row, uphold), decide(third, asked)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  const { state, steps } = await view(row.id)
  expect(state).toBe(answers[1]?.status === 200 ? 'upheld' : 'waived')
  expect(steps).toHaveLength(2)
  expect((await inbox(second)).filter(({ id }) => id === asked.id)).toEqual([])
  expect(await decide(second, asked)).toMatchObject({ status: 409, body: { code: 'no-request' } })
})

test('R9: a waiver is agreed to by a second person: not the proposer, nor anybody they have an inviter in common with', async () => {
  const inviter = await stranger(world)
  const proposer = await invitedBy(inviter, 'Proposer')
  const direct = await invitedBy(proposer, 'Direct')
  const through = await invitedBy(direct, 'Through')
  const sister = await invitedBy(inviter, 'Sister')
  const aside = await invitedBy(world.dispatcher, 'Aside')
  const { row } = await suspected(world)
  await take(row, waive, proposer)
  const about = { kind: 'waiver', shipmentId: row.shipmentId } as const
  for (const one of [proposer, direct, through, inviter, sister]) {
    expect(await requestOn(world, about, one)).toMatchObject({ mayAgree: false, own: one === proposer })
    expect(await take(row, agree, one)).toMatchObject({ status: 403, body: { code: 'second-person' } })
    if (one !== proposer) expect((await take(row, decline, one)).body.code).toBe('second-person')
  }
  expect(await view(row.id)).toMatchObject({ state: 'waiver-proposed' })
  const seen = await requestOn(world, about, aside)
  expect(seen).toMatchObject({ mayAgree: true, shown: { comment: 'Found in the van' } })
  expect((await take(row, agree, aside)).status).toBe(200)
  expect(await view(row.id, aside)).toMatchObject({ state: 'waived' })
})

test('R9: a waiver taken back or declined leaves the suspicion as it was, to be decided anew', async () => {
  for (const [by, step] of [
    [world.dispatcher, decline],
    [await stranger(world), decline],
  ] as const) {
    const { row } = await suspected(world)
    await take(row, waive)
    expect((await take(row, step, by)).status).toBe(200)
    expect((await view(row.id)).steps.map(({ what }) => what)).toEqual(['waiver-proposed', 'suspected'])
    expect((await take(row, uphold)).body).toEqual({ id: row.id, state: 'upheld' })
  }
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
  await take(row, uphold)
  expect(await sum()).toMatchObject({ ...common, open: 0, upheld: 1, waived: 0, amount: 5000 })
  const other = await suspected(world)
  await take(other.row, waive)
  await take(other.row, agree, await stranger(world))
  const { items } = await world.dispatcher.must('GET', `/api/violations?provider=${other.row.providerId}`)
  expect(items).toMatchObject([{ id: other.row.id, state: 'waived', amount: 5000 }])
})
