import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { id } from '../../worker/api/fields.ts'
import { webhookIdOf } from '../../worker/registry/webhooks.ts'

const FOLDER = join(import.meta.dirname, '../../migrations')
const NAMES = '0018_webhook_names.sql'

test('R34: endpoints from before names were a contract’s own keep their row under the name they had', () => {
  const sqlite = new DatabaseSync(':memory:')
  const run = (name: string) => sqlite.exec(readFileSync(join(FOLDER, name), 'utf8'))
  for (const name of readdirSync(FOLDER).sort()) if (name < NAMES) run(name)
  const insert = `INSERT INTO webhooks (id, contract_id, url, events, format, secrets, created_at, enabled_at)
    VALUES (?, ?, 'https://shop.example', '["*"]', 'sesame', '[]', 0, 0)`
  for (const [row, contract] of [
    ['erp', 'c1'],
    ['all', '*'],
  ] as const)
    sqlite.prepare(insert).run(row, contract)
  run(NAMES)
  expect(sqlite.prepare('SELECT id, name, contract_id FROM webhooks ORDER BY id').all()).toEqual([
    { id: 'all', name: 'all', contract_id: '*' },
    { id: 'erp', name: 'erp', contract_id: 'c1' },
  ])
  const named = insert.replace('(id,', '(name, id,').replace('(?,', '(?, ?,')
  sqlite.prepare(named).run('erp', webhookIdOf('c2', 'erp'), 'c2')
  expect(() => sqlite.prepare(named).run('erp', webhookIdOf('c1', 'erp'), 'c1')).toThrow(/UNIQUE/)
  sqlite.close()
})

test('R34: no name and no id of before is the id that another endpoint gets', () => {
  const ids = [
    webhookIdOf('a', 'b'),
    webhookIdOf('a-b', 'c'),
    webhookIdOf('a', 'b-c'),
    webhookIdOf(null, 'b'),
  ]
  expect(new Set(ids).size).toBe(ids.length)
  for (const one of ids) expect(v.is(id, one)).toBe(false)
})
