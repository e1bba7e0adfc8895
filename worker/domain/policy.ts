import type { QuietHours } from './quiet-hours.ts'
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

export interface Cascade {
  channels: ChannelName[]
  waitS: number
}

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
  /**
   * The order in which the channels besides e-mail are tried until one reports delivery, and how long each report is
   * awaited (R5); null: all of them at once.
   */
  cascade: Cascade | null
  /** When no telephone is rung, by the clock of the zone (R5); null: never. */
  quietHours: QuietHours | null
  attended: boolean
  signature: SignedProof[]
  storageDays: Record<PointKind, number>
  newCodeAtPoint: boolean
  /** For how many minutes a courier can take back what ended a visit by mistake (R37); 0: not at all. */
  reopenMinutes: number
  /** What the contract asks for when hands that are too new release against an identity document (R42). */
  freshHands: FreshHands
  /** The courier sees the recipient's number and may call. */
  callRecipient: boolean
  /** The carrier's own help number, E.164. It is the only telephone number that a wording may contain. */
  helpPhone: string | null
  payment: Payment
  /** The most that a shipment's recipient may be asked to pay, in minor units. */
  amountLimit: number
  /** Up to this sum, in minor units, a payment is refunded without a second person (R30). */
  refundLimit: number
  penalty: { amount: number; currency: string } | null
  codes: Record<Outcome, string>
  /** How many days after the end of the delivery each kind of personal data is erased (R31). */
  retentionDays: Record<DataKind, number>
  zone: string
  locale: Locale
  /** The contract's own texts in place of ours. */
  wording: Wording
}

/**
 * Claims against a carrier lapse after a year, in Russia as in France; the extra month is for one that is
 * still on its way. Contacts are needed for weeks, and where a courier stood for two or three months.
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

/** What both profiles bound payments by, in minor units of whatever currency. */
export const AMOUNT_LIMIT = 5_000_000
export const REFUND_LIMIT = 500_000

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

/**
 * KSE «Бесконтактная доставка»: the courier accepts a code or the recipient's own phone, and checks a
 * passport without them.
 */
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
  cascade: null,
  quietHours: null,
  attended: true,
  signature: ['link', 'identity'],
  storageDays: { office: 7, point: 7, locker: 7 },
  newCodeAtPoint: true,
  reopenMinutes: 5,
  freshHands: 'alert',
  callRecipient: true,
  helpPhone: null,
  payment: 'none',
  amountLimit: AMOUNT_LIMIT,
  refundLimit: REFUND_LIMIT,
  penalty: null,
  codes: NEUTRAL_CODES,
  retentionDays: RETENTION_DAYS,
  zone: 'Europe/Moscow',
  locale: 'ru',
  wording: {},
}

/** Chronopost «Livraison Sécurisée»: only a code or a QR is accepted; without them a hold (NL) follows. */
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
  cascade: null,
  quietHours: null,
  attended: true,
  signature: ['identity'],
  storageDays: { office: 14, point: 8, locker: 3 },
  newCodeAtPoint: false,
  reopenMinutes: 5,
  freshHands: 'alert',
  callRecipient: false,
  helpPhone: null,
  payment: 'none',
  amountLimit: AMOUNT_LIMIT,
  refundLimit: REFUND_LIMIT,
  penalty: { amount: 5000, currency: 'EUR' },
  codes: { ...NEUTRAL_CODES, pin: 'D7', qr: 'D7' },
  retentionDays: { ...RETENTION_DAYS, contact: 30, place: 60 },
  zone: 'Europe/Paris',
  locale: 'fr',
  wording: {},
}

export const PROFILES: Record<Profile, Policy> = { kse, chronopost }

/** The carrier's name that recipients see if the contract gives none. */
export const PROFILE_CARRIERS: Record<Profile, string> = {
  kse: 'Курьер Сервис Экспресс',
  chronopost: 'Livraison Sécurisée',
}

/** The fields of a profile that a contract replaces; `codes` and `retentionDays` may be given in part. */
export type PolicyOverrides = Partial<Omit<Policy, 'codes' | 'retentionDays'>> & {
  codes?: Partial<Policy['codes']>
  retentionDays?: Partial<Policy['retentionDays']>
}

/**
 * Returns a contract's policy: the profile with the contract's own values over it. Arrays and `moments`
 * replace the profile's as a whole. If only `channels` is given, the profile's moments use those channels.
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
