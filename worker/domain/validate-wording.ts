import { toGsm } from './gsm.ts'
import { SMS_PARTS_MAX } from './limits.ts'
import type { MessageContent } from './message-content.ts'
import type { Policy } from './policy.ts'
import { type ApartFault, apartFaults, looksLikeCode, renderings } from './rendered.ts'
import { hasHiddenSign } from './signs.ts'
import { situations } from './situations.ts'
import { smsParts } from './sms-parts.ts'
import type { Locale } from './terms.ts'
import { fill, namesIn, type Owed, PLACEHOLDERS, unsaid, valuesOf, type WordedCause } from './wording.ts'

/** Why a contract's own text is refused. */
export type WordingFault =
  | 'unknown-placeholder'
  | 'looks-like-code'
  | 'hidden-sign'
  | 'code-under-scan'
  | 'not-told-here'
  | `${Owed}-missing`
  | 'too-long'
  | ApartFault

/** Returns what is wrong with a text as it is written. */
function asWritten(template: string): WordingFault[] {
  const faults: WordingFault[] = []
  const known = namesIn(template).every((name) => (PLACEHOLDERS as readonly string[]).includes(name))
  if (!known || /[{}]/.test(template.replace(/\{[^{}]*\}/g, ''))) faults.push('unknown-placeholder')
  if (hasHiddenSign(template, true)) faults.push('hidden-sign')
  return faults
}

/** Returns what is wrong with a text as it would be sent, whatever names stand in it. */
function asSent(policy: Policy, locale: Locale, cause: WordedCause, template: string): WordingFault[] {
  const { named, numbered } = renderings(policy, locale, cause, template)
  const faults: WordingFault[] = [...named, ...numbered].flatMap(apartFaults)
  // A known address may hold a postcode of five digits; a text may not.
  if (numbered.some(looksLikeCode)) faults.push('looks-like-code')
  return faults
}

/** Returns what one message made of the text would lack, and whether it would be too long. */
function lacking(template: string, content: MessageContent, locale: Locale, sms: boolean): WordingFault[] {
  const values = valuesOf(content, locale)
  const { used } = fill(template, values)
  const faults: WordingFault[] = unsaid(content, values, used).map((name) => `${name}-missing` as const)
  const short = fill(template, valuesOf(content, locale, 'short')).paragraphs.join(' ')
  if (sms && smsParts(locale === 'ru' ? short : toGsm(short)).parts.length > SMS_PARTS_MAX)
    faults.push('too-long')
  return faults
}

/**
 * Returns a fault for each placeholder that never says anything in this message. Its author expects something
 * that will not come.
 */
function inVain(
  template: string,
  policy: Policy,
  contents: MessageContent[],
  locale: Locale,
): WordingFault[] {
  const said = new Set(contents.flatMap((one) => PLACEHOLDERS.filter((name) => valuesOf(one, locale)[name])))
  const vain = PLACEHOLDERS.filter((name) => template.includes(`{${name}}`) && !said.has(name))
  return vain.map((name) =>
    name === 'code' && policy.reveal !== 'message' ? 'code-under-scan' : 'not-told-here',
  )
}

/**
 * Returns everything that is wrong with a contract's own text (R3, R5, R7), each reason once. The text is
 * tried on every message that it could become under the policy: a message that tells a code or link has to
 * say who may be told, and what follows without it. Foreign links and numbers are found in `worker/texts`.
 */
export function wordingFaults(
  policy: Policy,
  locale: Locale,
  cause: WordedCause,
  template: string,
): WordingFault[] {
  const contents = situations(policy, cause)
  const sms = policy.channels.some((channel) => channel !== 'email')
  return [
    ...new Set([
      ...asWritten(template),
      ...asSent(policy, locale, cause, template),
      ...inVain(template, policy, contents, locale),
      ...contents.flatMap((one) => lacking(template, one, locale, sms)),
    ]),
  ]
}
