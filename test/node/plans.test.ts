import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Asked, LIST_CALLS } from '../support/lists.ts'
import { openRegistry } from '../support/sqlite-d1.ts'
import { root } from '../support/world.ts'

const registry = openRegistry()
afterAll(() => registry.close())

const NOW = Date.UTC(2026, 10, 23, 12)
const ASKED: Asked = {
  contractId: 'c1',
  providerId: 'v1',
  courierId: 'k1',
  pointId: 'p1',
  roundId: 'r1',
  label: 'LABEL-1',
  surname: 'седова',
  givenName: 'анна',
  now: NOW,
  day: '2026-11-22',
}
/** What a list reads in order must not be sorted again. A report may sort its counts, which are few. */
const SORTS = /USE TEMP B-TREE/
/** Matches a scan of a whole table or index. A list passed in as JSON is not a table. */
const SCANS = /^SCAN (?!\w+ VIRTUAL TABLE)/
/**
 * These pages begin at one end of an index and stop when they are full, which SQLite also calls a scan. Their
 * tables have their own order, by time or by key.
 */
const IN_ORDER =
  /^SCAN \w+( USING (COVERING )?INDEX (shipments_by_time|shipments_open|rounds_by_date|violations_by_time|alerts_by_time))/

/** Returns SQLite's plan for a statement, without scans of parts that the statement has just made. */
function planOf(sql: string): string[] {
  const steps = registry.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]
  const plan = steps.map(({ detail }) => detail)
  const made = plan.flatMap((step) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)/.exec(step)?.[1] ?? [])
  return plan.filter((step) => !made.some((part) => step === `SCAN ${part}`))
}

test.each(LIST_CALLS)('no list walks over a table or sorts one: $name', async ({ kind, run }) => {
  registry.ran.clear()
  await run(registry.db, ASKED)
  expect(registry.ran.size).toBeGreaterThan(0)
  for (const sql of registry.ran) {
    const plan = planOf(sql)
    const bad = plan.filter(
      (step) => (SCANS.test(step) && !IN_ORDER.test(step)) || (kind === 'list' && SORTS.test(step)),
    )
    expect(bad, `${sql}\n${plan.join('\n')}`).toEqual([])
    // A scan that begins at one end has to stop.
    if (plan.some((step) => SCANS.test(step))) expect(sql).toContain('LIMIT ?')
  }
})

test('every list of the registry is in the table', () => {
  const folder = join(root, 'worker/registry')
  const lists = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/^export async function (list\w+)/gm)].map(
      ([, name]) => name,
    ),
  )
  expect(lists.length).toBeGreaterThan(5)
  const known = LIST_CALLS.map(({ of }) => of)
  expect(
    lists.filter((name) => !known.includes(name ?? '')),
    'add them to test/support/lists.ts',
  ).toEqual([])
})

test('the guard sees a walk and a sort', () => {
  expect(planOf('SELECT * FROM shipments ORDER BY waybill LIMIT 5').some((step) => SCANS.test(step))).toBe(
    true,
  )
  expect(planOf('SELECT * FROM shipments ORDER BY waybill').some((step) => SORTS.test(step))).toBe(true)
})
