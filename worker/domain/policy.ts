import type {
  BrokenTablet,
  ChannelName,
  CounterProof,
  DataKind,
  FreshHands,
  Locale,
  Moment,
  Outcome,
  Payment,
  PointKind,
  Profile,
  Proof,
  Reveal,
  SignedProof,
  WithoutCode,
} from './terms.ts'
import type { Wording } from './wording.ts'

export interface Policy {
  secured: boolean
  mandatory: boolean
  pinDigits: 5 | 6 | 7 | 8
  door: Proof[]
  counter: CounterProof[]
  attempts: 5
  withoutCode: WithoutCode
  afterWrong: WithoutCode
  brokenTablet: BrokenTablet
  reveal: Reveal
  moments: Partial<Record<Moment, ChannelName[]>>
  channels: ChannelName[]
  attended: boolean
  signature: SignedProof[]
  storageDays: Record<PointKind, number>
  newCodeAtPoint: boolean
  /** What a release against an identity document by hands that are too new asks for (R42). */
  freshHands: FreshHands
  /** The carrier's own help number, E.164: the only telephone number that a wording may hold. */
  helpPhone: string | null
  payment: Payment
  penalty: { amount: number; currency: string } | null
  codes: Record<Outcome, string>
  /** How many days after the end of the delivery each kind of personal data is erased (R31). */
  retentionDays: Record<DataKind, number>
  zone: string
  locale: Locale
  /** Texts of its own in place of ours. */
  wording: Wording
}

/**
 * Claims against a carrier lapse after a year, in Russia as in France; a month more for one that is on its way. Who can
 * be called is needed for weeks, where a courier stood for two or three months.
 */
export const RETENTION_DAYS: Policy['retentionDays'] = {
  name: 400,
  contact: 60,
  address: 400,
  signature: 400,
  notes: 400,
  photos: 400,
  place: 90,
}

/** The codes of a carrier that has none of its own. */
const NEUTRAL_CODES: Record<Outcome, string> = {
  pin: 'PIN',
  qr: 'QR',
  link: 'LINK',
  identity: 'ID',
  ordinary: 'SIGN',
  'no-code': 'NL',
  'wrong-code': 'NL',
  absent: 'ABS',
  refused: 'REF',
  claim: 'CLM',
  address: 'ADR',
  damaged: 'DMG',
  depot: 'DEP',
  returned: 'RTS',
}

function tellAt(moments: Moment[], channels: ChannelName[]): Policy['moments'] {
  return Object.fromEntries(moments.map((moment) => [moment, channels]))
}

const KSE_CHANNELS: ChannelName[] = ['sms', 'email', 'messenger']
const CHRONOPOST_CHANNELS: ChannelName[] = ['email', 'sms']

/** KSE «Бесконтактная доставка»: code or the recipient's own phone; without a code, a passport check. */
const kse: Policy = {
  secured: true,
  mandatory: false,
  pinDigits: 5,
  door: ['pin', 'link'],
  counter: ['pin', 'qr', 'link', 'identity'],
  attempts: 5,
  withoutCode: 'identity',
  afterWrong: 'identity',
  brokenTablet: 'identity',
  reveal: 'message',
  moments: tellAt(['released', 'held', 'failed', 'ready', 'reminder', 'receipt'], KSE_CHANNELS),
  channels: KSE_CHANNELS,
  attended: true,
  signature: ['link', 'identity'],
  storageDays: { office: 7, point: 7, locker: 7 },
  newCodeAtPoint: true,
  freshHands: 'alert',
  helpPhone: null,
  payment: 'none',
  penalty: null,
  codes: NEUTRAL_CODES,
  retentionDays: RETENTION_DAYS,
  zone: 'Europe/Moscow',
  locale: 'ru',
  wording: {},
}

/** Chronopost «Livraison Sécurisée»: code or QR and nothing else; without them a mandatory hold (NL). */
const chronopost: Policy = {
  secured: true,
  mandatory: false,
  pinDigits: 6,
  door: ['pin', 'qr'],
  counter: ['identity', 'pin', 'qr'],
  attempts: 5,
  withoutCode: 'hold',
  afterWrong: 'hold',
  brokenTablet: 'depot',
  reveal: 'message',
  moments: tellAt(
    ['announced', 'scheduled', 'held', 'failed', 'ready', 'reminder', 'receipt'],
    CHRONOPOST_CHANNELS,
  ),
  channels: CHRONOPOST_CHANNELS,
  attended: true,
  signature: ['identity'],
  storageDays: { office: 14, point: 8, locker: 3 },
  newCodeAtPoint: false,
  freshHands: 'alert',
  helpPhone: null,
  payment: 'none',
  penalty: { amount: 5000, currency: 'EUR' },
  codes: { ...NEUTRAL_CODES, pin: 'D7', qr: 'D7' },
  retentionDays: { ...RETENTION_DAYS, contact: 30, place: 60 },
  zone: 'Europe/Paris',
  locale: 'fr',
  wording: {},
}

export const PROFILES: Record<Profile, Policy> = { kse, chronopost }

/** The carrier's name as recipients see it, where a contract gives none. */
export const PROFILE_CARRIERS: Record<Profile, string> = {
  kse: 'Курьер Сервис Экспресс',
  chronopost: 'Livraison Sécurisée',
}

/** Fields of a profile that a contract puts its own values in; `codes` and `retentionDays` may name single ones. */
export type PolicyOverrides = Partial<Omit<Policy, 'codes' | 'retentionDays'>> & {
  codes?: Partial<Policy['codes']>
  retentionDays?: Partial<Policy['retentionDays']>
}

/**
 * A contract's policy: the profile with the contract's own values over it. Arrays and `moments` replace the
 * profile's whole; where only `channels` is given, the profile's moments follow it.
 */
export function policyOf(profile: Profile, overrides: PolicyOverrides = {}): Policy {
  const base = PROFILES[profile]
  const moments =
    overrides.channels && !overrides.moments
      ? tellAt(Object.keys(base.moments) as Moment[], overrides.channels)
      : base.moments
  const codes = { ...base.codes, ...overrides.codes }
  const retentionDays = { ...base.retentionDays, ...overrides.retentionDays }
  return { ...base, moments, ...overrides, codes, retentionDays }
}
