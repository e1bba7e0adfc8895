import { beforeEach, expect, test, vi } from 'vitest'
import { history } from '../simulate/history.ts'

const RUNS = 2000

// What a cut call leaves behind is logged as a bug is; here cuts are made on purpose.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))

test('R36: whatever is cut, doubled, delayed or done at once: ten seconds later nothing is half done', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  const counts = { begun: 0, answered: 0, left: 0, resumed: 0 }
  for (let run = 0; run < RUNS; run++) {
    const told = await history(seed + run)
    expect(told.faults, `npm run simulate -- --runs 1 --seed ${told.seed}\n${told.lines.join('\n')}`).toEqual(
      [],
    )
    for (const [what, n] of Object.entries(told.counts)) counts[what as keyof typeof counts] += n
  }
  // Premise: calls were answered, and many were not.
  expect(counts.answered).toBeGreaterThan(RUNS)
  expect(counts.left).toBeGreaterThan(RUNS / 2)
}, 180_000)
