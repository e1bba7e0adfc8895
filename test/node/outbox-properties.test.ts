import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Network, settled, World } from './outbox-model.ts'
import type { Taken } from './outbox-server.ts'

/** More are tried by hand. */
const RUNS = Number(process.env.OUTBOX_RUNS ?? 10_000)

type Step = (world: World) => void

const tab = fc.nat(1)
const chance = fc.nat(255)
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        tab,
        fc.constantFrom('ann', 'ann', 'ben'),
        fc.constantFrom('s1', 's1', 's2'),
        fc.constantFrom<Taken>('yes', 'yes', 'yes', 'no', 'later'),
      )
      .map(
        ([at, person, group, taken]): Step =>
          (world) =>
            world.put(at, person, group, taken),
      ),
  },
  {
    weight: 24,
    arbitrary: chance.map(
      (which): Step =>
        (world) =>
          world.go(which),
    ),
  },
  {
    weight: 2,
    arbitrary: chance.map(
      (which): Step =>
        (world) =>
          world.arrive(which),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(tab, chance).map(
      ([at, fate]): Step =>
        (world) =>
          world.crash(at, fate),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Network>('on', 'on', 'off', 'no-answer', 'late', 'busy').map(
      (network): Step =>
        (world) => {
          world.network = network
        },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('ann', 'ben', null).map(
      (personId): Step =>
        (world) =>
          world.signIn(personId),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(1_000, 10_000, 300_000).map(
      (ms): Step =>
        (world) =>
          world.elapse(ms),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: -5, max: 5 }).map(
      (days): Step =>
        (world) => {
          world.offset += days * 86_400_000
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (full): Step =>
        (world) => {
          world.full = full
        },
    ),
  },
  {
    weight: 2,
    arbitrary: tab.map(
      (at): Step =>
        (world) =>
          void world.tabs[at]!.outbox.hurry(),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(tab, chance, fc.constantFrom('again' as const, 'aside' as const)).map(
      ([at, which, choice]): Step =>
        (world) =>
          world.choose(at, which, choice),
    ),
  },
)

/** Acts, faults and answers by chance, then a quiet time online, and a person who settles what was refused. */
async function live(world: World, history: readonly Step[], choices: readonly ('again' | 'aside')[]) {
  for (const step of history) {
    step(world)
    await settled()
  }
  await world.quiet()
  const waits = world.left.filter(
    (act, i, all) =>
      act.state === 'waiting' &&
      !all
        .slice(0, i)
        .some(
          ({ state, personId, group }) =>
            state === 'attention' && personId === act.personId && group === act.group,
        ),
  )
  expect(waits, 'nothing waits that nothing holds up').toEqual([])
  world.server.generous = true
  for (let i = 0; world.left.some(({ state }) => state !== 'aside'); i++) {
    // What was never stored counts too: its page alone can settle it.
    expect(i, 'each choice settles one act').toBeLessThan(3 * world.made + 1)
    // What is refused for good is put aside in the end.
    world.choose(i % 2, i, i > world.made ? 'aside' : choices[i % choices.length]!)
    await world.quiet()
  }
}

function judge(world: World): void {
  expect(world.server.faults).toEqual([])
  const done = new Map(world.server.effects.map((effect) => [effect.key, effect]))
  expect(done.size, 'nothing is done twice').toBe(world.server.effects.length)
  for (const [key, { personId }] of world.stored) {
    const left = world.left.find((act) => act.key === key)
    expect(done.has(key) || left?.state === 'aside', `an act of ${personId} is lost`).toBe(true)
  }
  const last = new Map<string, number>()
  const inOrder = (of: string, number: number) => {
    expect(number, `in order within ${of}`).toBeGreaterThan(last.get(of) ?? 0)
    last.set(of, number)
  }
  for (const { personId, group, device, seq, page, made } of world.server.effects) {
    inOrder(`${personId} ${group} ${device}`, seq)
    // What only its page had keeps its order with what that page could store.
    inOrder(`${personId} ${group} page ${page}`, made)
  }
  for (const person of ['ann', 'ben']) {
    const seqs = [...world.stored.values()].filter((act) => act.personId === person).map(({ seq }) => seq)
    expect(seqs).toEqual(seqs.map((_, i) => i + 1))
  }
}

test('R36: no queued act is lost, doubled or reordered within its shipment, in ten thousand histories by chance', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(steps, { maxLength: 60, size: 'max' }),
      fc.array(fc.constantFrom('again' as const, 'aside' as const), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      async (history, choices, locks, random) => {
        const world = new World(locks, () => random)
        await live(world, history, choices)
        judge(world)
      },
    ),
    { numRuns: RUNS },
  )
})
