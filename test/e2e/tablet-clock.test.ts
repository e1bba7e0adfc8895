import { expect, test } from 'vitest'
import { startWorld } from '../support/harness.ts'
import { arriveAt, tabletOf } from './support/courier.ts'
import { eventsOf, oneStop } from './support/day.ts'
import { setStage } from './support/stage.ts'

const stage = setStage(() => startWorld({ web: true }))

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

test.each([
  ['two days ahead', () => Date.now() + 2 * DAY_MS],
  ['in 1970', () => 0],
])(
  'R13: a tablet whose clock is %s says so, and what it tells is in the server’s time',
  async (_title, clock) => {
    const { world } = stage
    const stop = await oneStop(world, 'chronopost')
    const tablet = await tabletOf(stage, stop)
    const warning = tablet.getByText(/L’horloge de la tablette indique/)
    expect(await warning.count()).toBe(0)
    await tablet.clock.setSystemTime(clock())
    // Opened from its icon: the session goes on, whatever the tablet's clock says of its end.
    await tablet.goto(`${world.url}/app/`)
    await warning.waitFor()
    await arriveAt(tablet, stop)
    await tablet.getByRole('group', { name: /^Code à \d chiffres/ }).waitFor()
    expect(await warning.count()).toBe(1)
    const arrival = await world.until(async () =>
      (await eventsOf(world, stop.id)).find(({ type }) => type === 'arrived'),
    )
    const { at, receivedAt, data } = arrival as unknown as { at: string; receivedAt: string; data: object }
    expect(Math.abs(Date.parse(at) - Date.parse(receivedAt))).toBeLessThan(MINUTE_MS)
    expect(data).not.toHaveProperty('clock')
  },
)
