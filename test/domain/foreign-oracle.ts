import assert from 'node:assert/strict'
import { findPhoneNumbersInText } from 'libphonenumber-js/max'

interface Told {
  link: string
  pin: string | null
  helpPhone: string | null
}

/** What a phone could make a link of, other than the linter sees it: one word of a text that is split at its blanks. */
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

/** Numbers as the phones of Russia, France and Britain find them; the latter two dial a 0 first. */
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

/** Ends of lines that are none of an e-mail's, and what a device obeys. */
const CONTROLS = /[\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u

/** Fails unless a text that is sent holds one link, ours, no number but the help number, and the code apart. */
export function holdsOnlyOurs(text: string, { link, pin, helpPhone }: Told): void {
  assert.doesNotMatch(text, CONTROLS, JSON.stringify(text))
  assert.doesNotMatch(text.replace(/\u200d/g, ''), /\p{Cf}/u, JSON.stringify(text))
  const tokens = text.split(/\s+/)
  assert.equal(tokens.filter((token) => token === link).length, 1, text)
  const others = tokens.filter((token) => token !== link)
  for (const token of others) assert.ok(!token.includes(link) && !isLink(token), `${token} in: ${text}`)
  const dialled = numbersIn(others.join(' '))
  const foreign = dialled.filter((number) => number !== helpPhone)
  // One country reads the help number as another one's.
  if (!dialled.includes(helpPhone ?? '')) assert.deepEqual(foreign, [], text)
  if (pin)
    for (const [at, token] of others.entries())
      if (token.includes(pin)) {
        assert.match(token, new RegExp(`^[«“„"‘'(]?${pin}[»”"’')]?[.,;:!?…]*$`, 'u'), text)
        if (!/[.,;:!?…]$/u.test(token)) assert.doesNotMatch(others[at + 1] ?? '', /^\p{Nd}/u, text)
      }
}
