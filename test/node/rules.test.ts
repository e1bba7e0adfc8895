import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** The rules that a hand-over depends on, at the door and after it. */
const TRACED = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
  30, 31, 32, 33, 34, 36, 38, 41, 42,
]

/** The rows of docs/rules.md, which read `| R12 | sentence | \`file\`: title<br>… |`. */
const rows = read('docs/rules.md')
  .split('\n')
  .flatMap((line) => {
    const cells = /^\| R(\d+) \| (.+?) \| (.*) \|$/.exec(line)
    if (!cells) return []
    const tests = (cells[3] ?? '').split('<br>').flatMap((entry) => {
      const parts = /^`(.+?)`: (.+)$/.exec(entry)
      return parts ? [{ file: parts[1] as string, title: parts[2] as string }] : []
    })
    return [{ rule: Number(cells[1]), entries: (cells[3] ?? '').split('<br>').length, tests }]
  })

test('the table of rules traces every rule to a test', () => {
  const traced = rows.filter((row) => row.tests.length > 0).map((row) => row.rule)
  expect(traced).toEqual(expect.arrayContaining(TRACED))
  // An entry that cannot be parsed would be a test that nobody looks for.
  for (const row of rows) expect(row.tests, `R${row.rule}`).toHaveLength(row.entries)
})

test.each(rows)('the tests quoted for R$rule exist and name it', ({ rule, tests }) => {
  for (const { file, title } of tests) {
    expect(existsSync(new URL(`../../${file}`, import.meta.url)), file).toBe(true)
    expect(read(file), `${file} has no test of this title`).toMatch(quoted(title))
    expect(title.split(':')[0]?.split(', ')).toContain(`R${rule}`)
  }
})

/** Matches the title as a whole string of the source, not as part of a longer one. */
function quoted(title: string): RegExp {
  const plain = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(['"\`])${plain}\\1`)
}
