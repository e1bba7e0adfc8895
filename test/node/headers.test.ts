import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withSmallScript } from '../../scripts/ahead.ts'
import { CSP, SECURITY_HEADERS } from '../../worker/http/security-headers.ts'

/** Parses `_headers` into path → header → value. */
function parse(text: string): Record<string, Record<string, string>> {
  const rules: Record<string, Record<string, string>> = {}
  let rule: Record<string, string> = {}
  for (const line of text.split('\n').filter((l) => l.trim() && !l.startsWith('#'))) {
    if (!line.startsWith(' ')) {
      rule = {}
      rules[line.trim()] = rule
      continue
    }
    const colon = line.indexOf(':')
    rule[line.slice(0, colon).trim()] = line.slice(colon + 1).trim()
  }
  return rules
}

const rules = parse(readFileSync(new URL('../../web/public/_headers', import.meta.url), 'utf8'))

test('assets carry exactly the security headers of the worker', () => {
  expect(rules['/*']).toEqual(SECURITY_HEADERS)
})

test('the policy allows the one inline script as it stands in the recipient’s document', () => {
  const source = readFileSync(new URL('../../web/recipient.html', import.meta.url), 'utf8')
  const html = withSmallScript(source)
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text)
  const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  expect(CSP.match(/'sha256-[^']*'/g)).toEqual(hashes)
})

test('only hashed files are immutable', () => {
  const immutable = Object.keys(rules).filter((path) => rules[path]!['Cache-Control']?.includes('immutable'))
  expect(immutable).toEqual(['/assets/*'])
})

test('the policy names no other origin and no inline script', () => {
  expect(CSP).not.toMatch(/https?:|\*|script-src[^;]*unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/)
})
