import { expect, test } from 'vitest'
import { type PolicyOverrides, policyOf } from '../../worker/domain/policy.ts'
import { situations, WORDED_CAUSES } from '../../worker/domain/situations.ts'
import { LOCALES, type Profile } from '../../worker/domain/terms.ts'
import { fill, type Values, valuesOf, type WordedCause } from '../../worker/domain/wording.ts'
import { draftFaults } from '../../worker/texts/draft-faults.ts'

const NOTHING: Values = {
  carrier: 'KSE',
  sender: 'Shop',
  code: null,
  link: null,
  presence: '',
  without: '',
  point: null,
  address: null,
  hours: null,
  until: null,
  destination: null,
  parcels: null,
}
const GOOD = 'Bonjour de {sender} !\nVotre code : {code}.\n{presence} {without}\n{link}'

const faultsOf = (
  template: string,
  cause: WordedCause = 'released',
  own: PolicyOverrides = {},
  profile: Profile = 'kse',
) => draftFaults({ policy: policyOf(profile, { ...own, wording: { fr: { [cause]: template } } }) })
const codesOf = (...given: Parameters<typeof faultsOf>) => faultsOf(...given).map(({ code }) => code)

test('R5: a line that names what a message does not tell is left out, the rest stays', () => {
  const { paragraphs, used } = fill('{carrier}:  your parcel.\nCode: {code}.\n{presence} Bye.\n', NOTHING)
  expect(paragraphs).toEqual(['KSE: your parcel.', 'Bye.'])
  expect([...used]).toEqual(['carrier'])
})

test('R5: what is filled in is not read again for placeholders, nor as a pattern', () => {
  const sender = '{code} $& {link}'
  expect(fill('From {sender}', { ...NOTHING, sender, code: '12345' }).paragraphs).toEqual([`From ${sender}`])
})

test('R3: a wording that tells all it has to is taken', () => {
  expect(faultsOf(GOOD)).toEqual([])
  expect(faultsOf(GOOD, 'announced', {}, 'chronopost')).toEqual([])
  expect(faultsOf('{presence} {without}\n{link}', 'released', { reveal: 'scan' })).toEqual([])
  expect(faultsOf(GOOD, 'released', { payment: 'both' })).toEqual([])
  expect(faultsOf('Remis : {parcels}\nPas vous ? {link}', 'receipt')).toEqual([])
  const help = { helpPhone: '+33123456789' }
  expect(faultsOf('Appelez le +33 1 23 45 67 89.\n{link}', 'failed', help)).toEqual([])
  const place = '{point}, {address}\n({hours})\nJusqu’au {until}.'
  expect(faultsOf(`${place}\nCode {code}\n{presence} {without}\n{link}`, 'ready')).toEqual([])
})

test.each<[string, string, WordedCause, PolicyOverrides, string[]]>([
  [
    'a code without "only in the presence"',
    'Code {code}.\n{without}\n{link}',
    'released',
    {},
    ['presence-missing'],
  ],
  [
    'the prescribed sentence on a line that falls out with the code',
    'Code {code}\n{without}\n{destination} {presence}\n{link}',
    'released',
    {},
    ['presence-missing'],
  ],
  [
    'the sentence that only comes with the code, where the link may come alone',
    'Code {code}. {presence}\n{without}\n{link}',
    'released',
    { door: ['pin', 'link'] },
    ['presence-missing'],
  ],
  [
    'no word of what follows without it',
    'Code {code}\n{presence}\n{link}',
    'released',
    {},
    ['without-missing'],
  ],
  ['the secret left out', '{presence} {without}\n{link}', 'released', {}, ['code-missing']],
  ['the link left out', 'Code {code}\n{presence} {without}', 'released', {}, ['link-missing']],
  ['no way to say "not me"', 'Remis.', 'receipt', {}, ['link-missing']],
  [
    'a code where a scan reveals it',
    'Code {code}\n{presence} {without}\n{link}',
    'released',
    { reveal: 'scan' },
    ['code-under-scan'],
  ],
  ['what this message never tells', '{until}\n{link}', 'receipt', {}, ['not-told-here']],
  ['a name nobody knows', '{cod}\n{link}', 'receipt', {}, ['unknown-placeholder']],
  ['half a brace', 'Bonjour {sender\n{link}', 'receipt', {}, ['unknown-placeholder']],
  ['digits that a phone takes for the code', 'Client 12345\n{link}', 'receipt', {}, ['looks-like-code']],
  ['such digits of another script', 'Client ١٢٣٤٥\n{link}', 'receipt', {}, ['looks-like-code']],
  [
    'a digit that the code is read with',
    'Code 1{code}\n{presence} {without}\n{link}',
    'released',
    { door: ['pin'] },
    ['code-not-apart'],
  ],
  ['another address', 'www.example.com\n{link}', 'receipt', {}, ['foreign-link']],
  ['a dot that is read with the link', 'Ici : {link}.', 'receipt', {}, ['link-not-apart']],
  [
    'a place that is not named',
    'Jusqu’au {until}.\n{code} {presence}\n{presence} {without}\n{link}',
    'ready',
    {},
    ['point-missing'],
  ],
  ['too much for an SMS', `${'王'.repeat(540)}\n{link}`, 'receipt', {}, ['too-long']],
])('R3: a wording is refused, naming field and reason: %s', (_title, template, cause, own, codes) => {
  const field = `wording.fr.${cause}`
  expect(faultsOf(template, cause, own)).toEqual(codes.map((code) => ({ field, code })))
})

test('R3: what is too much for an SMS is none for an e-mail', () => {
  const long = `${'я'.repeat(540)}\n{link}`
  expect(codesOf(long, 'receipt', { channels: ['email'] })).toEqual([])
})

test('R3: nothing at all is no message', () => {
  expect(codesOf('{until}', 'receipt')).toEqual(['not-told-here', 'link-missing'])
})

test('R5: the prescribed sentences are there in every language wherever a secret is told', () => {
  const seen = { secret: 0, open: 0 }
  for (const profile of ['kse', 'chronopost'] as const)
    for (const cause of WORDED_CAUSES)
      for (const told of situations(policyOf(profile), cause))
        for (const locale of LOCALES) {
          const { presence, without } = valuesOf(told, locale)
          expect(presence !== '').toBe(told.secret)
          seen[told.secret ? 'secret' : 'open']++
          if (told.secret) expect(without).not.toBe('')
        }
  // Premise: there are situations of both kinds.
  for (const [kind, count] of Object.entries(seen)) expect(count, kind).toBeGreaterThan(10)
})
