import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { costs } from '../bench/costs.ts'

const TEXT = readFileSync(join(import.meta.dirname, '../../docs/costs.md'), 'utf8')

test('docs/costs.md quotes what the messages take today', () => {
  const rows = costs().map(
    ({ profile, way, parts, amount, currency }) =>
      `| ${profile} | ${way} | ${parts} | ${(amount / 100).toFixed(2)} ${currency} |`,
  )
  expect(TEXT.split('\n').filter((line) => /^\| (kse|chronopost) \|/.test(line))).toEqual(rows)
})
