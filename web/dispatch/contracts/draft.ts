import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import type { PutContract } from '../../../worker/api/contracts/bodies.ts'
import { type Policy, PROFILE_CARRIERS, PROFILES } from '../../../worker/domain/policy.ts'
import { policyChanges } from '../../../worker/domain/policy-changes.ts'
import type { ChannelName, Moment, Profile } from '../../../worker/domain/terms.ts'
import type { draftFaults } from '../../../worker/texts/draft-faults.ts'
import type { Failure } from '../../api/call.ts'

/** A contract as it stands in the editor. */
export interface Draft {
  /** Chosen for a new contract and fixed afterwards. */
  id: string
  name: string
  carrier: string
  profile: Profile
  policy: Policy
}

/**
 * The check of a draft, the same as on the server. It comes with libraries, so it is loaded after the editor.
 */
export type DraftCheck = typeof draftFaults
type DraftCode = ReturnType<DraftCheck>[number]['code']

export interface PolicyFieldFault {
  /** `name`, `id`, or the path of a field of the policy. */
  field: string
  code: DraftCode | 'required' | 'id' | 'other' | 'twice'
}

export const EMPTY: Draft = { id: '', name: '', carrier: '', profile: 'kse', policy: PROFILES.kse }

export const draftOf = ({ id, name, carrier, profile, policy }: ContractLine): Draft => ({
  id,
  name,
  // An empty field stands for the profile's own carrier name.
  carrier: carrier === PROFILE_CARRIERS[profile] ? '' : carrier,
  profile,
  policy,
})

export const isSame = (a: Draft, b: Draft): boolean =>
  a.id === b.id &&
  a.name === b.name &&
  a.carrier === b.carrier &&
  a.profile === b.profile &&
  policyChanges(a.policy, b.policy).length === 0

/** Whether a field differs from the profile. */
export const differs = ({ policy, profile }: Draft, field: keyof Policy): boolean =>
  policyChanges(PROFILES[profile], policy).some((change) => change.field.split('.')[0] === field)

/** Puts another profile under a draft. Values that differed from the old profile stay. */
export function withProfile(draft: Draft, profile: Profile): Draft {
  const kept = (Object.keys(draft.policy) as (keyof Policy)[]).filter((field) => differs(draft, field))
  const own = Object.fromEntries(kept.map((field) => [field, draft.policy[field]]))
  return { ...draft, profile, policy: { ...PROFILES[profile], ...own } }
}

/** Changes a policy's channels. Its moments follow: a new channel is added to every moment that is told. */
export function withChannels(policy: Policy, channels: ChannelName[]): Policy {
  const added = channels.filter((channel) => !policy.channels.includes(channel))
  const moments = Object.fromEntries(
    (Object.entries(policy.moments) as [Moment, ChannelName[]][]).map(([moment, served]) => {
      const kept = served.filter((channel) => channels.includes(channel))
      return [moment, served.length > 0 ? [...kept, ...added] : kept]
    }),
  )
  const cascade = policy.cascade && {
    ...policy.cascade,
    channels: inOrder(policy.cascade.channels, channels),
  }
  return { ...policy, channels, moments, cascade }
}

/** Channels with a charge, the one that costs least first. */
const BY_PRICE: readonly ChannelName[] = ['messenger', 'sms', 'voice']

/** Returns the steps that channels make, in the order that was chosen before; new ones come last, the cheapest first. */
export const inOrder = (chosen: readonly ChannelName[], channels: readonly ChannelName[]): ChannelName[] => {
  const steps = BY_PRICE.filter((channel) => channels.includes(channel))
  return [
    ...chosen.filter((channel) => steps.includes(channel)),
    ...steps.filter((channel) => !chosen.includes(channel)),
  ]
}

const ID = /^[A-Za-z0-9_-]{1,64}$/

/**
 * Returns what is wrong with a draft by the server's own check (R3), and what is still missing. Before the
 * check has loaded it returns only what is missing. The server decides.
 */
export function faultsOf(draft: Draft, check: DraftCheck | undefined): PolicyFieldFault[] {
  const faults: PolicyFieldFault[] = []
  if (!ID.test(draft.id)) faults.push({ field: 'id', code: draft.id ? 'id' : 'required' })
  if (!draft.name.trim()) faults.push({ field: 'name', code: 'required' })
  const { name, policy } = draft
  const found = check?.({ name: name.trim(), carrier: carrierOf(draft), policy }) ?? []
  const zone = found.some(({ field }) => field === 'zone') || isZone(policy.zone)
  return [...faults, ...found, ...(zone ? [] : [{ field: 'zone', code: 'unknown-zone' as const }])]
}

/** Returns the carrier's name in messages, which is the profile's own if none is typed. */
export const carrierOf = ({ carrier, profile }: Draft): string => carrier.trim() || PROFILE_CARRIERS[profile]

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Builds the request that saves a draft. `base` is the version that the draft was begun from. */
export const requestOf = ({ name, carrier, profile, policy }: Draft, base: number): PutContract => ({
  name: name.trim(),
  profile,
  ...(carrier.trim() && { carrier: carrier.trim() }),
  policy,
  base,
})

const CODES: Record<DraftCode, true> = {
  empty: true,
  'no-channel': true,
  'channel-not-listed': true,
  'not-a-step': true,
  'not-every-channel': true,
  'codes-only': true,
  'unattended-needs-link-only': true,
  'nothing-to-reveal': true,
  'nothing-after-hold': true,
  'counter-takes-no-code': true,
  'not-secured': true,
  'out-of-range': true,
  'bad-code': true,
  'unknown-zone': true,
  'one-dispatcher': true,
  'unknown-placeholder': true,
  'looks-like-code': true,
  'foreign-link': true,
  'foreign-phone': true,
  'hidden-sign': true,
  'code-not-apart': true,
  'link-twice': true,
  'bad-phone': true,
  'link-not-apart': true,
  'code-under-scan': true,
  'not-told-here': true,
  'code-missing': true,
  'link-missing': true,
  'presence-missing': true,
  'without-missing': true,
  'point-missing': true,
  'too-long': true,
}
const isCode = (code: string): code is DraftCode => Object.hasOwn(CODES, code)

/** Assigns the server's refusal to the fields concerned. Returns nothing if it concerns no field. */
export function faultsIn(failure: Failure): PolicyFieldFault[] {
  return (failure.problem.errors ?? []).map(({ field, code }) => ({
    field: field.replace(/^policy\./, ''),
    code: isCode(code) ? code : code === 'duplicate' ? 'twice' : 'other',
  }))
}

/** Returns the faults shown beside a field, including those of its parts, such as `storageDays.point`. */
export const faultsAt = (faults: readonly PolicyFieldFault[], field: string): PolicyFieldFault[] =>
  faults.filter((fault) => fault.field === field || fault.field.startsWith(`${field}.`))
