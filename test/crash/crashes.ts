import { join } from 'node:path'
import { type Chance, chanceOf } from '../simulate/chance.ts'
import { crash } from '../support/crash.ts'
import { type Killable, startKillable } from '../support/world.ts'
import { assemble } from './cast.ts'
import { again, checkAll, settled } from './check.ts'
import { Journal } from './journal.ts'
import { Lives } from './lives.ts'
import { Stored } from './stored.ts'

/** How many lives run at once, and the time between two kills in ms. */
const AT_ONCE = 16
const LOAD_MS = { least: 200, most: 1800 }
const QUOTA = '1000000/60'

export interface Figures {
  kills: number
  acknowledged: number
  unanswered: number
  shipments: number
  events: number
  messages: number
  doors: number
  /** The longest times after a restart, in ms. */
  index: number
  whole: number
  faults: string[]
}

export interface Options {
  kills: number
  seed: number
  /** An entry other than the Worker's own, such as one with a planted bug. */
  entry?: string
  onKill?: (figures: Figures) => void
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Kills either the runtime alone or its whole process group, as a power cut would. */
async function kill(world: Killable, chance: Chance): Promise<void> {
  if (chance.oneIn(2)) return crash(world)
  const { process: leader } = world.server
  const gone = new Promise((resolve) => leader.once('exit', resolve))
  process.kill(-(leader.pid ?? 0), 'SIGKILL')
  await gone
}

/**
 * Lets people of every role work while the runtime is killed again and again, restarted on the same state,
 * and checked. It ends at the first fault, or after `kills` kills with a check of everything.
 */
export async function crashes({ kills, seed, entry, onKill }: Options): Promise<Figures> {
  const chance = chanceOf(seed)
  const vars = { LIMIT_API_KEY: QUOTA, LIMIT_SESSION: QUOTA }
  const world = await startKillable({ vars, ...(entry && { entry }) })
  const journal = new Journal(chance)
  const cast = await assemble(world, journal, chance)
  const stored = new Stored(join(world.state, 'wrangler'))
  const lives = new Lives(cast)
  const { report } = lives
  const figures: Figures = {
    ...{ kills: 0, acknowledged: 0, unanswered: 0, shipments: 0, events: 0, messages: 0, doors: 0 },
    ...{ index: 0, whole: 0, faults: [] },
  }
  let over = false
  const living = Array.from({ length: AT_ONCE }, () => lives.live(() => over))
  const faults = () => [...figures.faults, ...journal.faults, ...report.faults]
  let looked = 0
  try {
    while (figures.kills < kills && faults().length === 0) {
      const changed = Date.now()
      await wait(LOAD_MS.least + chance.below(LOAD_MS.most - LOAD_MS.least))
      journal.close()
      await kill(world, chance)
      await world.restart()
      figures.kills++
      const quiet = await settled(stored, performance.now(), changed)
      figures.index = Math.max(figures.index, quiet.index)
      figures.whole = Math.max(figures.whole, quiet.whole)
      figures.faults.push(...quiet.faults, ...(await again(journal.calls.slice(looked))))
      looked = journal.calls.length
      onKill?.({ ...figures, faults: faults() })
      journal.open()
    }
    over = true
    await Promise.all(living)
    journal.close()
    const quiet = await settled(stored, performance.now(), 0)
    figures.faults.push(...quiet.faults, ...(await checkAll(cast, stored, report)))
    const shipments = stored.shipments()
    Object.assign(figures, {
      acknowledged: journal.calls.filter(({ returned, status }) => returned !== null && status < 300).length,
      unanswered: journal.calls.filter(({ returned }) => returned === null).length,
      shipments: shipments.length,
      events: shipments.reduce((sum, { events }) => sum + events.length, 0),
      messages: (await world.messages()).length,
      doors: report.doors.length,
      faults: faults(),
    })
    return figures
  } finally {
    over = true
    journal.open()
    await Promise.allSettled([Promise.race([Promise.all(living), wait(20_000)])])
    await cast.shipper.receiver.close()
    await world.close()
  }
}
