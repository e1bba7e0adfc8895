import { CASCADE_WAIT_S } from './limits.ts'
import type { Policy } from './policy.ts'
import { CLOCK_TIME } from './quiet-hours.ts'
import { isCode, type Locale } from './terms.ts'
import { isStep } from './told.ts'
import { type WordingFault, wordingFaults } from './validate-wording.ts'
import type { WordedCause } from './wording.ts'

export interface PolicyFault {
  /** Path of the field that has to change, e.g. `door` or `wording.ru.released`. */
  field: string
  /** Why, in the words of the API. */
  code: FaultCode
}

export type FaultCode =
  | 'empty'
  | 'no-channel'
  | 'channel-not-listed'
  | 'not-a-step'
  | 'not-every-channel'
  | 'codes-only'
  | 'unattended-needs-link-only'
  | 'nothing-to-reveal'
  | 'nothing-after-hold'
  | 'counter-takes-no-code'
  | 'not-secured'
  | 'out-of-range'
  | 'bad-code'
  | 'bad-phone'
  | 'unknown-zone'
  /** This is a fault of the office and not of the policy. It is checked where the policy is saved (R42). */
  | 'one-dispatcher'
  | WordingFault

/** One way in which a policy cannot work (R3). */
interface Check {
  field: keyof Policy
  code: FaultCode
  broken: (policy: Policy) => boolean
}

/** The longest time that anything may be kept. Nobody can raise a claim after so long. */
const RETENTION_MAX_DAYS = 5 * 365

/** A courier is at the next door by then (R37). */
const REOPEN_MAX_MINUTES = 10

/** More than any parcel is worth, in minor units. Whoever types more meant another unit. */
const AMOUNT_MAX = 100_000_000

const outside = (amount: number, least: number) => amount < least || amount > AMOUNT_MAX

const COUNTRY_ZONE = /^(UTC|[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z_-]+){1,2})$/
const CHECKS: Check[] = [
  { field: 'door', code: 'empty', broken: (p) => p.secured && p.door.length === 0 },
  { field: 'channels', code: 'no-channel', broken: (p) => p.secured && p.channels.length === 0 },
  {
    field: 'moments',
    code: 'channel-not-listed',
    broken: (p) =>
      Object.values(p.moments).some((list) => list.some((channel) => !p.channels.includes(channel))),
  },
  {
    field: 'channels',
    code: 'codes-only',
    // A call says the code and nothing else, so there has to be one that it may say (R39).
    broken: (p) =>
      p.secured &&
      p.channels.includes('voice') &&
      (p.reveal !== 'message' || ![...p.door, ...p.counter].includes('pin')),
  },
  {
    field: 'cascade',
    code: 'not-a-step',
    broken: ({ cascade, channels }) =>
      cascade?.channels.some((channel) => !channels.includes(channel) || !isStep(channel)) === true,
  },
  {
    field: 'cascade',
    code: 'not-every-channel',
    // A channel that stands nowhere in the order would never be tried.
    broken: ({ cascade, channels }) =>
      cascade !== null && channels.filter(isStep).some((channel) => !cascade.channels.includes(channel)),
  },
  {
    field: 'cascade',
    code: 'out-of-range',
    broken: ({ cascade }) =>
      cascade !== null && (cascade.waitS < CASCADE_WAIT_S.least || cascade.waitS > CASCADE_WAIT_S.most),
  },
  {
    field: 'attended',
    code: 'unattended-needs-link-only',
    // At an unattended delivery nobody is there to take a code or to look at a passport.
    broken: (p) =>
      p.secured &&
      !p.attended &&
      (p.door.some((proof) => proof !== 'link') ||
        p.withoutCode === 'identity' ||
        p.afterWrong === 'identity' ||
        p.brokenTablet === 'identity'),
  },
  {
    field: 'reveal',
    code: 'nothing-to-reveal',
    // Scan and arrival reveal code and QR; where the door takes neither there is nothing behind them.
    broken: (p) => p.secured && p.reveal !== 'message' && !p.door.some(isCode),
  },
  { field: 'counter', code: 'empty', broken: (p) => p.secured && p.counter.length === 0 },
  {
    field: 'counter',
    code: 'nothing-after-hold',
    // After NL the door's code is dead. With codes alone and no new one, a held parcel could only go back.
    broken: (p) => p.secured && p.counter.length > 0 && !p.newCodeAtPoint && p.counter.every(isCode),
  },
  {
    field: 'newCodeAtPoint',
    code: 'counter-takes-no-code',
    broken: (p) => p.newCodeAtPoint && !p.counter.includes('pin') && !p.counter.includes('qr'),
  },
  {
    field: 'mandatory',
    code: 'not-secured',
    broken: (p) => p.mandatory && !p.secured,
  },
  {
    field: 'storageDays',
    code: 'out-of-range',
    broken: (p) => Object.values(p.storageDays).some((days) => days < 1 || days > 60),
  },
  {
    field: 'reopenMinutes',
    code: 'out-of-range',
    broken: (p) => p.reopenMinutes < 0 || p.reopenMinutes > REOPEN_MAX_MINUTES,
  },
  {
    field: 'retentionDays',
    code: 'out-of-range',
    broken: (p) => Object.values(p.retentionDays).some((days) => days < 1 || days > RETENTION_MAX_DAYS),
  },
  {
    field: 'payment',
    code: 'no-channel',
    // A call carries no link, so nobody could pay (R30).
    broken: (p) => p.secured && p.payment !== 'none' && p.channels.every((channel) => channel === 'voice'),
  },
  { field: 'amountLimit', code: 'out-of-range', broken: (p) => outside(p.amountLimit, 1) },
  { field: 'refundLimit', code: 'out-of-range', broken: (p) => outside(p.refundLimit, 0) },
  {
    field: 'penalty',
    code: 'out-of-range',
    broken: (p) => p.penalty !== null && (p.penalty.amount <= 0 || !/^[A-Z]{3}$/.test(p.penalty.currency)),
  },
  {
    field: 'codes',
    code: 'bad-code',
    broken: (p) => Object.values(p.codes).some((code) => !/^[A-Z0-9-]{1,12}$/.test(code)),
  },
  {
    field: 'quietHours',
    code: 'out-of-range',
    // Hours that end as they begin are none, or the whole day: nobody would ever be told.
    broken: ({ quietHours }) =>
      quietHours !== null &&
      (quietHours.from === quietHours.to ||
        ![quietHours.from, quietHours.to].every((time) => CLOCK_TIME.test(time))),
  },
  {
    field: 'helpPhone',
    code: 'bad-phone',
    broken: (p) => p.helpPhone !== null && !/^\+[1-9]\d{6,14}$/.test(p.helpPhone),
  },
  { field: 'zone', code: 'unknown-zone', broken: (p) => !COUNTRY_ZONE.test(p.zone) },
]

/**
 * Returns every reason why a policy cannot work, each with the field to change; empty if it can (R3). Shapes
 * and value sets are checked earlier, where the request is read. `worker/texts/draft-faults.ts` finds texts
 * that would carry the code away, with all other faults of a draft.
 */
export function policyFaults(policy: Policy): PolicyFault[] {
  const broken = CHECKS.filter((check) => check.broken(policy)).map(({ field, code }) => ({ field, code }))
  return [...broken, ...faultsOfWording(policy)]
}

function faultsOfWording(policy: Policy): PolicyFault[] {
  return Object.entries(policy.wording).flatMap(([locale, texts]) =>
    Object.entries(texts).flatMap(([cause, template]) =>
      wordingFaults(policy, locale as Locale, cause as WordedCause, template).map((code) => ({
        field: `wording.${locale}.${cause}`,
        code,
      })),
    ),
  )
}
