import type { Policy } from '../domain/policy.ts'
import { type RenderedText, renderings } from '../domain/rendered.ts'
import { unlinked } from '../domain/signs.ts'
import type { Names } from '../domain/situations.ts'
import type { Locale } from '../domain/terms.ts'
import { type FaultCode, policyFaults } from '../domain/validate-policy.ts'
import type { WordedCause } from '../domain/wording.ts'
import { type ForeignFault, foreignFaults, type NameFault, nameFaults } from './foreign.ts'
import { guard } from './guard.ts'

export interface DraftFault {
  /** `name`, `carrier`, or the path of a field of the policy. */
  field: string
  code: FaultCode | NameFault
}

/** A contract that somebody wants to save. Without its names only the policy is judged. */
export interface ContractDraft {
  name?: string | undefined
  carrier?: string | undefined
  policy: Policy
}

/**
 * Returns everything that is wrong with a contract (R3, R4, R5): its names, its rules, and its messages as
 * they would be sent. This one function decides for the routes and for the editor while somebody types.
 */
export function draftFaults({ name, carrier, policy }: ContractDraft): DraftFault[] {
  const names = Object.entries({ name, carrier }).flatMap(([field, text]) =>
    text ? nameFaults(text).map((code) => ({ field, code })) : [],
  )
  return [...names, ...policyFaults(policy), ...foreignInWording(policy, { name, carrier })]
}

function foreignInWording(policy: Policy, { name, carrier }: Omit<ContractDraft, 'policy'>): DraftFault[] {
  // A faulty name is reported in its own field, not in every text that contains it.
  const names: Partial<Names> = {
    ...(name && { sender: unlinked(guard.name(name)) }),
    ...(carrier && { carrier: unlinked(guard.name(carrier)) }),
  }
  return Object.entries(policy.wording).flatMap(([locale, texts]) =>
    Object.entries(texts).flatMap(([cause, template]) =>
      foreignIn(policy, locale as Locale, cause as WordedCause, template, names).map((code) => ({
        field: `wording.${locale}.${cause}`,
        code,
      })),
    ),
  )
}

function foreignIn(
  policy: Policy,
  locale: Locale,
  cause: WordedCause,
  template: string,
  names: Partial<Names>,
): ForeignFault[] {
  const { named, numbered } = renderings(policy, locale, cause, template, names)
  return [...new Set([...named, ...numbered].flatMap((one) => known(one, policy.helpPhone)))]
}

/** Room for every message of a contract whose texts are all its own, twice. */
const MEMORY = 4000
const memory = new Map<string, ForeignFault[]>()

/**
 * Returns the faults of a rendered text, from memory if possible: many situations give the same text, and
 * while somebody types all texts but one stay the same.
 */
function known(one: RenderedText, helpPhone: string | null): ForeignFault[] {
  const key = `${helpPhone} ${one.pin} ${one.text}`
  const found = memory.get(key) ?? foreignFaults(one, helpPhone)
  if (memory.size >= MEMORY) memory.clear()
  memory.set(key, found)
  return found
}
