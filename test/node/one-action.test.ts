import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { api } from '../../web/api/call.ts'

const WEB = join(import.meta.dirname, '../../web')

/** Writes that no action is: each says why. */
const EXEMPT: Record<string, string> = {
  'session.open': 'nobody is signed in yet, and its key outlives a reload',
  'session.end': 'ending twice is ending once',
  'session.shift': 'nobody is signed in yet, and a code may be kept nowhere',
  'session.renew': 'the device does it by itself, and nobody waits for it',
  'session.ticket': 'the device does it by itself, each time for another one',
  'session.shiftOptions': 'asks, each time for another challenge',
  'passkeys.options': 'asks, each time for another challenge',
  'holds.open': 'reads: labels may stand in no address',
  'holds.find': 'reads: labels may stand in no address',
  'payments.look': 'reads: a token may stand in no address',
  'contracts.dryRun': 'reads: a policy is too long for an address',
}
/** What `action` and the outbox are made of, and what reads any address that it is given. */
const BUILT_ON = [/^api\//, /^offline\//, /^office\/use-get\.ts$/]

const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !BUILT_ON.some((part) => part.test(name)))
  .map((name) => ({ name, text: readFileSync(join(WEB, name), 'utf8') }))

test('R36: every screen writes by `action`, but for the calls that say why not', () => {
  const addresses = api as unknown as Record<string, Record<string, string>>
  const exempted = new Set<string>()
  const faults = files.flatMap(({ name, text }) =>
    [...text.matchAll(/(?<![\w.])(?:call|callAny|callAs\([^)]*\))\(\s*([^,)\s]+)/g)].flatMap(
      ([, first = '']) => {
        const [of, noun = '', verb = ''] = first.split('.')
        // It says an address in words, so that it can be judged here.
        if (of !== 'api') return [`${name}: an address that cannot be seen, ${first}`]
        if (addresses[noun]?.[verb]?.startsWith('GET ')) return []
        exempted.add(`${noun}.${verb}`)
        return `${noun}.${verb}` in EXEMPT ? [] : [`${name}: ${first}`]
      },
    ),
  )
  expect(faults).toEqual([])
  expect([...exempted].sort(), 'an exemption that nobody needs').toEqual(Object.keys(EXEMPT).sort())
})
