import { addDays, dayOf } from '../platform/calendar.ts'
import { rollUp } from './visit-stats.ts'

/** Rounds counted in one step: their ids are parameters of one statement. */
const ROUNDS_AT_ONCE = 40

/**
 * A pass over rounds by date, piece by piece. One that comes to its end begins anew `back` days before the day it
 * began on: however long nothing ran, no round is left out.
 */
export interface Pass {
  name: string
  /** Days before the beginning of the last pass that are counted again. */
  back: number
  /** Rounds and shipments looked at in one run, more or less. */
  budget: number
}

/** Fresh days, soon; and what becomes of a visit later (issue at a point, claims), in a longer round. */
const PASSES: readonly Pass[] = [
  { name: 'stats-recent', back: 4, budget: 4_000 },
  { name: 'stats-late', back: 42, budget: 2_000 },
]

interface State {
  /** The day this pass began on, UTC. */
  began: string
  /** The round it has come to. */
  at: { date: string; id: string }
  /** When it went on last, in ms. */
  ran: number
}

async function stateOf(db: D1Database, name: string, today: string): Promise<State> {
  const row = await db
    .prepare('SELECT state FROM progress WHERE name = ?')
    .bind(name)
    .first<{ state: string }>()
  return row ? (JSON.parse(row.state) as State) : { began: today, at: { date: '', id: '' }, ran: 0 }
}

/** Takes a pass as far as its budget lets it, and remembers where it stopped. */
async function goOn(db: D1Database, { name, back, budget }: Pass, now: number): Promise<void> {
  const today = dayOf(now, 'UTC')
  let state = await stateOf(db, name, today)
  for (let read = 0; read < budget; ) {
    const { results } = await db
      .prepare('SELECT id, date FROM rounds WHERE (date, id) > (?, ?) ORDER BY date, id LIMIT ?')
      .bind(state.at.date, state.at.id, ROUNDS_AT_ONCE)
      .all<{ id: string; date: string }>()
    const ids = results.map(({ id }) => id)
    read += ids.length + (await rollUp(db, ids))
    const last = results.at(-1)
    if (last) state = { ...state, at: { date: last.date, id: last.id } }
    if (results.length < ROUNDS_AT_ONCE) {
      state = { ...state, began: today, at: { date: addDays(state.began, -back), id: '' } }
      break
    }
  }
  await db
    .prepare(
      'INSERT INTO progress (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state',
    )
    .bind(name, JSON.stringify({ ...state, ran: now }))
    .run()
}

const LATE_MS = 3_600_000

/** The same where the cron does not ring: on a developer's machine whoever reads figures sees to them. */
export async function rollUpWhenLate(db: D1Database, now: number): Promise<void> {
  const { ran } = await stateOf(db, PASSES[0]?.name ?? '', dayOf(now, 'UTC'))
  if (now - ran > LATE_MS) await rollUpDays(db, now)
}

/** What the cron does for the figures: every pass one step further. Another run at the same time writes the same. */
export async function rollUpDays(db: D1Database, now: number): Promise<void> {
  for (const pass of PASSES) await goOn(db, pass, now)
}
