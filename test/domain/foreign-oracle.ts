import assert from 'node:assert/strict'
import { findPhoneNumbersInText } from 'libphonenumber-js/max'

interface OwnTexts {
  link: string
  pin: string | null
  helpPhone: string | null
}

/**
 * Whether a phone could make a link of a word. It judges by other means than the linter; the text is split at
 * its blanks.
 */
function isLink(word: string): boolean {
  const read = word.normalize('NFKC').replace(/[。．｡]/g, '.')
  return (
    /.\.\p{L}{2,}/u.test(read) ||
    /\p{L}:[^\s]/u.test(read) ||
    /^\/\/.|:\/\//.test(read) ||
    /@./.test(read) ||
    /(^|[^\d.])\d{1,3}(\.\d{1,3}){3}([^\d.]|$)/.test(read)
  )
}

/**
 * Returns the numbers that phones in Russia, France and Britain would find. In France and Britain they begin
 * with a 0.
 */
function numbersIn(text: string): string[] {
  const read = text.normalize('NFKC')
  return (['RU', 'FR', 'GB'] as const).flatMap((defaultCountry) =>
    findPhoneNumbersInText(read, { defaultCountry })
      .filter(({ startsAt, endsAt }) => {
        const [first = ''] = /[+\p{Nd}]/u.exec(read.slice(startsAt, endsAt)) ?? []
        return defaultCountry === 'RU' || first === '+' || first === '0'
      })
      .map(({ number }) => number.number),
  )
}

/** Line ends that an e-mail does not use, and characters that devices obey. */
const CONTROLS = /[\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u

/**
 * Fails unless the text holds one link, which is ours, no number but the help number, and the code as its own
 * word.
 */
export function holdsOnlyOurs(text: string, { link, pin, helpPhone }: OwnTexts): void {
  assert.doesNotMatch(text, CONTROLS, JSON.stringify(text))
  assert.doesNotMatch(text.replace(/\u200d/g, ''), /\p{Cf}/u, JSON.stringify(text))
  const tokens = text.split(/\s+/)
  assert.equal(tokens.filter((token) => token === link).length, 1, text)
  const others = tokens.filter((token) => token !== link)
  for (const token of others) assert.ok(!token.includes(link) && !isLink(token), `${token} in: ${text}`)
  const dialled = numbersIn(others.join(' '))
  const foreign = dialled.filter((number) => number !== helpPhone)
  // The help number of one country may look like another number elsewhere.
  if (!dialled.includes(helpPhone ?? '')) assert.deepEqual(foreign, [], text)
  if (pin)
    for (const [at, token] of others.entries())
      if (token.includes(pin)) {
        assert.match(token, new RegExp(`^[«“„"‘'(]?${pin}[»”"’')]?[.,;:!?…]*$`, 'u'), text)
        if (!/[.,;:!?…]$/u.test(token)) assert.doesNotMatch(others[at + 1] ?? '', /^\p{Nd}/u, text)
      }
}
