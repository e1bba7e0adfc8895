import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contactFree, distinct, outcomesOf, troubles } from '../../web/courier/paper/guide.ts'
import { loadPaper } from '../../web/courier/paper/texts.ts'
import { doorRules } from '../../worker/domain/door-rules.ts'
import { policyOf } from '../../worker/domain/policy.ts'
import { LOCALES, PROFILE_NAMES } from '../../worker/domain/terms.ts'

/** Policies that say different things about a door. */
const RULES = [
  ...PROFILE_NAMES.map((profile) => doorRules(policyOf(profile))),
  doorRules(policyOf('kse', { door: ['link'], attended: false, reveal: 'scan', reopenMinutes: 0 })),
  doorRules(policyOf('kse', { door: ['qr'], withoutCode: 'hold', signature: [], reveal: 'scan' })),
  doorRules(policyOf('chronopost', { reveal: 'arrival' })),
  doorRules(policyOf('chronopost', { afterWrong: 'identity', brokenTablet: 'identity', reopenMinutes: 1 })),
]

describe.each(LOCALES)('the poster and the guide in %s', (locale) => {
  test('R13, R15, R16: every policy has its words, with nothing left open', async () => {
    const texts = await loadPaper(locale)
    for (const rules of RULES) {
      const outcomes = outcomesOf(rules, texts)
      const words = [
        ...outcomes.flatMap(({ title, steps, say, end, codes }) => [
          title,
          ...steps,
          say ?? '–',
          end,
          ...codes,
        ]),
        ...contactFree(rules, texts),
        ...troubles(rules, texts).flatMap(({ title, text }) => [title, text]),
      ]
      for (const word of words) {
        expect(word).not.toBe('')
        expect(word).not.toMatch(/[{}]|undefined/)
      }
    }
  })

  test.each(['green', 'hold', 'identity', 'wrong', 'phone'])('the picture “%s” is there', (picture) => {
    expect(existsSync(new URL(`../../web/public/app/guide/${locale}-${picture}.webp`, import.meta.url))).toBe(
      true,
    )
  })

  test.each(['code', 'none-hold', 'none-identity', 'wrong-hold', 'wrong-identity'])(
    'the film “%s” is there',
    (name) => {
      expect(existsSync(new URL(`../../web/public/app/guide/${locale}-${name}.webm`, import.meta.url))).toBe(
        true,
      )
    },
  )
})

describe('what the guide says', async () => {
  const texts = await loadPaper('en')
  const of = (profile: 'kse' | 'chronopost', policy = {}) => doorRules(policyOf(profile, policy))

  test('R13: where the policy holds, no code keeps the parcel, with the prescribed words and the carrier’s code', () => {
    const [, none] = outcomesOf(of('chronopost', { codes: { 'no-code': 'N9' } }), texts)
    expect(none).toMatchObject({
      picture: 'hold',
      codes: ['N9'],
      end: expect.stringMatching(/Keep the parcel/),
    })
    expect(none?.say).toMatch(/By your sender’s instructions/)
  })

  test('R16: where the policy checks the document, no code leads there, with a signature if it asks for one', () => {
    const [, none] = outcomesOf(of('kse'), texts)
    expect(none).toMatchObject({ picture: 'identity', codes: [] })
    expect(none?.steps).toContain('The client signs on the tablet.')
    const [, unsigned] = outcomesOf(of('kse', { signature: ['link'] }), texts)
    expect(unsigned?.steps).not.toContain('The client signs on the tablet.')
  })

  test('R1: contracts of one carrier that say the same about the door are printed once', () => {
    const guide = (carrier: string, policy = {}) => ({ carrier, rules: of('kse', policy) })
    const all = [guide('A'), guide('A', { penalty: null }), guide('A', { withoutCode: 'hold' }), guide('B')]
    expect(distinct(all)).toEqual([all[1], all[2], all[3]])
  })

  test('R7, R39: where the page shows the code, the guide says how it comes there; a phone that proves needs none', () => {
    const steps = (policy: object) => outcomesOf(of('chronopost', policy), texts)[0]?.steps.join(' ')
    expect(steps({})).not.toMatch(/label|words/)
    expect(steps({ reveal: 'scan' })).toMatch(/Show the client the label/)
    expect(steps({ reveal: 'arrival' })).toMatch(/After “I have arrived”.*two words/)
    expect(steps({ reveal: 'arrival', door: ['link'] })).not.toMatch(/two words/)
  })

  test('R15: a door where only the recipient’s phone proves has no wrong code', () => {
    const names = outcomesOf(of('kse', { door: ['link'], attended: false, reveal: 'scan' }), texts)
    expect(names.map(({ name }) => name)).toEqual(['code', 'none'])
  })

  test('R37: where nothing can be taken back, the guide does not say it', () => {
    const titles = (minutes: number) =>
      troubles(of('kse', { reopenMinutes: minutes }), texts).map(({ title }) => title)
    expect(titles(5)).toContain('Tapped by mistake?')
    expect(titles(0)).not.toContain('Tapped by mistake?')
  })
})
