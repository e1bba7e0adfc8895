import assert from 'node:assert/strict'
import { expect, test } from 'vitest'
import { textOf } from '../../worker/channels/message-text.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { type Policy, policyOf } from '../../worker/domain/policy.ts'
import { situations, WORDED_CAUSES } from '../../worker/domain/situations.ts'
import type { MessageOrder, Shipment } from '../../worker/domain/state.ts'
import { wordingFaults } from '../../worker/domain/validate-wording.ts'
import { type Placeholder, valuesOf, type WordedCause } from '../../worker/domain/wording.ts'
import { guard } from '../../worker/texts/guard.ts'
import { everyLife } from './every-history.ts'
import { announced, POINT, T0 } from './given.ts'

/**
 * Ways to place a message's required parts on lines: apart, or so that a part is left out together with
 * another.
 */
const GROUPINGS: Placeholder[][][] = [
  [['code'], ['presence'], ['without'], ['point'], ['link']],
  [['code', 'presence'], ['without'], ['point'], ['link']],
  [['code'], ['presence', 'without'], ['point', 'link']],
  [['code', 'presence', 'without', 'point', 'link']],
  [['point', 'presence'], ['code', 'without'], ['link']],
  [['link', 'presence'], ['code'], ['without', 'point']],
]

/**
 * Returns the grouping as a template of this message, without parts that it never tells, or null where it is
 * refused.
 */
function templateOf(policy: Policy, cause: WordedCause, lines: Placeholder[][]): string | null {
  const told = situations(policy, cause).map((one) => valuesOf(one, 'fr'))
  const possible = (name: Placeholder) => told.some((values) => values[name])
  const template = lines
    .map((names) => names.filter(possible).map((name) => ` {${name}} `))
    .filter((names) => names.length > 0)
    .map((names) => names.join('et'))
    .join('\n')
  return wordingFaults(policy, 'fr', cause, template).length === 0 ? template : null
}

const OPENS = { pin: '90210', qr: 'SESAME:1:x', link: 'https://sesame.example/r#x.y' }
const PRESENCE = /uniquement (en présence du livreur|au guichet)/

test('R5: whatever wording is taken, no message of any life tells a secret without who may be told', () => {
  const seen = { refused: 0, taken: 0, secrets: 0, codes: 0 }
  const templates = new Map<string, Policy['wording']>()
  const wordingFor = (policy: Policy, lines: Placeholder[][]) => {
    const key = JSON.stringify([policy, lines])
    const known = templates.get(key)
    if (known) return known
    const texts: Partial<Record<WordedCause, string>> = {}
    for (const cause of WORDED_CAUSES) {
      const template = templateOf(policy, cause, lines)
      if (template) texts[cause] = template
      seen[template ? 'taken' : 'refused']++
    }
    templates.set(key, { fr: texts })
    return { fr: texts }
  }
  let life = 0
  everyLife(({ first, calls }) => {
    assert.ok(first.type === 'announced')
    // Each life uses one grouping, because there are thousands of lives.
    const lines = GROUPINGS[life++ % GROUPINGS.length] as Placeholder[][]
    const wording = wordingFor(first.policy, lines)
    let state: Shipment = settle(
      null,
      { ...first, locale: 'fr', policy: { ...first.policy, wording } },
      T0,
    ).after
    const check = (after: Shipment, before: Shipment | null) => {
      for (const { order } of after.unsent.slice(before?.unsent.length ?? 0)) {
        if (!order.secret || !wording.fr?.[order.cause as WordedCause]) continue
        const { paragraphs, pin } = textOf(order, after, OPENS, guard)
        const text = paragraphs.join(' ')
        assert.match(text, PRESENCE)
        assert.ok(text.includes(OPENS.link))
        assert.equal(text.includes(OPENS.pin), pin !== null)
        seen.secrets++
        if (pin) seen.codes++
      }
    }
    check(state, null)
    for (const { facts, now } of calls)
      for (const fact of facts) {
        const after = settle(state, fact, now).after
        check(after, state)
        state = after
      }
  })
  // Premise: some wordings are refused, many are accepted, and secrets of both kinds are told.
  for (const count of Object.values(seen)) assert.ok(count > 100, JSON.stringify(seen))
})

test('R5: a text from before it was judged, without a place for the code, is not sent where one is told: ours is', () => {
  const ready = '{point} {presence} {without}\n{link}'
  const policy = policyOf('kse', { wording: { fr: { ready } } })
  expect(wordingFaults(policy, 'fr', 'ready', ready)).toEqual(['code-missing'])
  const facts: Fact[] = [
    { ...announced('kse', { destination: POINT }), policy, locale: 'fr' },
    { type: 'received-at-point', pointId: POINT.id, labels: ['PARCEL-1'], undeclared: true },
  ]
  const shipment = facts.reduce<Shipment | null>(
    (state, fact) => settle(state, fact, T0).after,
    null,
  ) as Shipment
  const order: MessageOrder = { cause: 'ready', channels: ['sms'], secret: true }
  const text = textOf(order, shipment, OPENS, guard).paragraphs.join(' ')
  expect(text).toContain(OPENS.pin)
  expect(text).toMatch(PRESENCE)
})
