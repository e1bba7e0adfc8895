import { addDays, dayOf } from '../platform/calendar.ts'
import { rollUp } from './visit-stats.ts'

/** Rounds counted in one step; their ids are parameters of one statement. */
const ROUNDS_AT_ONCE = 40

/**
 * A pass over rounds by date, piece by piece. When it reaches the end it starts again `back` days before the
 * day on which it began, so that no round is left out, however long nothing ran.
 */
export interface Pass {
  name: string
  /** The days before the beginning of the last pass that are counted again. */
  back: number
  /** Roughly how many rounds and shipments are read in one run. */
  budget: number
}

/**
 * One pass counts recent days soon; the other, slower, counts what happened to a visit later (issue at a
 * point, claims).
 */
const PASSES: readonly Pass[] = [
  { name: 'stats-recent', back: 4, budget: 4_000 },
  { name: 'stats-late', back: 42, budget: 2_000 },
]

interface State {
  /** The day (UTC) on which this pass began. */
  began: string
  /** The round that it has reached. */
  at: { date: string; id: string }
  /** When it last ran, in ms. */
  ran: number
}

async function stateOf(db: D1Database, name: string, today: string): Promise<State> {
  const row = await db
    .prepare('SELECT state FROM progress WHERE name = ?')
    .bind(name)
    .first<{ state: string }>()
  return row ? (JSON.parse(row.state) as State) : { began: today, at: { date: '', id: '' }, ran: 0 }
}

/** Advances a pass as far as its budget allows, and remembers where it stopped. */
async function continuePass(db: D1Database, { name, back, budget }: Pass, now: number): Promise<void> {
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

/** Does the same where no cron runs, as on a developer's machine: there, reading statistics triggers it. */
export async function rollUpWhenLate(db: D1Database, now: number): Promise<void> {
  const { ran } = await stateOf(db, PASSES[0]?.name ?? '', dayOf(now, 'UTC'))
  if (now - ran > LATE_MS) await rollUpDays(db, now)
}

/** Advances every pass by one step; the cron calls it. Another run at the same time writes the same. */
export async function rollUpDays(db: D1Database, now: number): Promise<void> {
  for (const pass of PASSES) await continuePass(db, pass, now)
}
