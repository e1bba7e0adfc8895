import * as PlainDate from 'temporal-polyfill/fns/PlainDate'
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime'
import { goesBack, wasSeen } from '../domain/decide/lost.ts'
import {
  DECLARED_MS,
  EXTENSION_DAYS,
  REMINDER_DAYS,
  SENT_BACK_WORKING_DAYS,
  UNSEEN_WORKING_DAYS,
} from '../domain/limits.ts'
import { opensOn } from '../domain/opening-hours.ts'
import { isQuiet, type QuietHours } from '../domain/quiet-hours.ts'
import { atPoint, contactDue, isOver, labelDue } from '../domain/reading.ts'
import { retainedFrom } from '../domain/retention.ts'
import type { Due, Shipment } from '../domain/state.ts'
import { DATA_KINDS, type DataKind } from '../domain/terms.ts'

const DAY_MS = 24 * 3_600_000
/** The hour at which a reminder is sent, by the clock on the wall of the point. */
const REMINDER_HOUR = 10

/** Formats are cached, because making one takes longer than the rest of an attempt. */
const FORMATS = new Map<string, Intl.DateTimeFormat>()

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone)
  if (known) return known
  const made = makeFormat(timeZone)
  FORMATS.set(timeZone, made)
  return made
}

/**
 * Makes a format for a zone. A zone that this runtime does not know counts as UTC: dates are needed inside an
 * attempt's transaction, where an exception would give the attempt back (R12).
 */
function makeFormat(timeZone: string): Intl.DateTimeFormat {
  const style = { dateStyle: 'short', timeStyle: 'medium' } as const
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone, ...style })
  } catch {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', ...style })
  }
}

/** Returns the calendar day of an instant (ms) in a zone, as `YYYY-MM-DD`. */
export const dayOf = (at: number, timeZone: string): string => formatFor(timeZone).format(at).slice(0, 10)

/** Returns the day `count` days after another one. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)

/** Returns the days from one calendar day to another; negative if `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

/** Returns the weekday, with Monday = 0. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** Asks something of a zone. One that this runtime does not know counts as UTC, as in `makeFormat`. */
function inZone(timeZone: string, ask: (zone: string) => { epochMilliseconds: number }): number {
  try {
    return ask(timeZone).epochMilliseconds
  } catch {
    return ask('UTC').epochMilliseconds
  }
}

/** Returns year, month and day of a day. The 31st of a shorter month is a day of the next. */
const partsOf = (day: string) => addDays(day, 0).split('-').map(Number) as [number, number, number]

/** Returns the instant in ms at which a day begins in a zone. Where midnight is skipped, it begins later. */
export function startOfDay(day: string, timeZone: string): number {
  const plain = PlainDate.create(...partsOf(day))
  return inZone(timeZone, (zone) => PlainDate.toZonedDateTime(plain, zone))
}

/**
 * Returns the instant in ms at which the clocks of a zone show a time of a day. A time that comes twice is the
 * first of the two; one that is skipped is as much later as was skipped.
 */
export function wallClock(day: string, hour: number, timeZone: string, minute = 0): number {
  const plain = PlainDateTime.create(...partsOf(day), hour, minute)
  return inZone(timeZone, (zone) => PlainDateTime.toZonedDateTime(plain, zone))
}

/** Returns when the quiet hours end that are now in a zone, in ms. Null: it is not quiet now (R5). */
export function quietUntil(quiet: QuietHours, timeZone: string, now: number): number | null {
  const [day = '', time = ''] = formatFor(timeZone).format(now).split(' ')
  if (!isQuiet(quiet, time.slice(0, 5))) return null
  const [hour = 0, minute = 0] = quiet.to.split(':').map(Number)
  const today = time.slice(0, 5) < quiet.to
  return wallClock(today ? day : addDays(day, 1), hour, timeZone, minute)
}

/** Returns the zone in which a hold's days are counted (R29): the point's own, else its policy's. */
export const zoneOf = ({ hold, policy }: Shipment): string => hold?.point.zone ?? policy.zone

/** Returns the length of the one extension of a storage period, in days (R29). */
const extensionDays = (period: number) => Math.min(period, EXTENSION_DAYS)

/** Returns how long a hold is stored (R29), in days of its point, or null until the point has it. */
export function storageOf(shipment: Shipment): { until: string; remindAt: number; endsAt: number } | null {
  const { hold, policy } = shipment
  if (!hold || hold.receivedAt === null) return null
  const zone = zoneOf(shipment)
  const period = policy.storageDays[hold.point.kind]
  const days = period + (hold.extended ? extensionDays(period) : 0)
  const until = addDays(dayOf(hold.receivedAt, zone), days)
  const before = Math.min(REMINDER_DAYS, Math.floor(days / 2))
  return {
    until,
    remindAt: wallClock(addDays(until, -before), REMINDER_HOUR, zone),
    endsAt: startOfDay(addDays(until, 1), zone),
  }
}

/** Returns the last day that a hold would have after an extension, or null until the point has it. */
export function extensionOf(shipment: Shipment): string | null {
  const { hold } = shipment
  return hold && (storageOf({ ...shipment, hold: { ...hold, extended: true } })?.until ?? null)
}

/**
 * Returns the instant by which a point must have what is on its way to it: the end of its next opening day
 * (R26).
 */
function dueAtPoint(shipment: Shipment): number | null {
  const { hold } = shipment
  if (!hold) return null
  const zone = zoneOf(shipment)
  let day = addDays(dayOf(hold.since, zone), 1)
  for (let tries = 0; tries < 7 && !opensOn(hold.point.hours, weekdayOf(day)); tries++) day = addDays(day, 1)
  return startOfDay(addDays(day, 1), zone)
}

/**
 * Returns the last day on which each kind of personal data is kept (R31), and the instant in ms from which it
 * is not; empty while the delivery goes on. Days are those of the policy's zone, and the last one counts
 * whole.
 */
export function retention(
  shipment: Shipment,
  now: number,
): { kind: DataKind; until: string; endsAt: number }[] {
  const from = retainedFrom(shipment, now)
  if (!from) return []
  const { zone, retentionDays } = shipment.policy
  return DATA_KINDS.map((kind) => {
    const until = addDays(dayOf(from.at, zone), from.dormant ? 0 : retentionDays[kind])
    return { kind, until, endsAt: startOfDay(addDays(until, 1), zone) }
  })
}

/**
 * Returns the instant in ms from which more than `count` working days, Monday to Friday, have passed since a
 * day.
 */
export function afterWorkingDays(since: number, count: number, zone: string): number {
  let day = dayOf(since, zone)
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (weekdayOf(day) < 5) left--
  }
  return startOfDay(addDays(day, 1), zone)
}

/** Returns the dates at which a parcel's whereabouts become unexplained (R26). */
function lostDates(shipment: Shipment): { due: Due; at: number }[] {
  const { parcels, policy, changedAt } = shipment
  const after = (since: number, days: number) => afterWorkingDays(since, days, policy.zone)
  return parcels.flatMap((parcel) => {
    const { label, place, declaredAt, depotAt, seenAt } = parcel
    const dates: { due: Due; at: number }[] = []
    if (declaredAt !== null && (place === 'vehicle' || place === 'to-point'))
      dates.push({ due: 'not-received', at: declaredAt + DECLARED_MS })
    const atPoint = place === 'to-point' && declaredAt === null ? dueAtPoint(shipment) : null
    if (atPoint !== null) dates.push({ due: 'not-at-point', at: atPoint })
    if (wasSeen(shipment, parcel))
      dates.push({ due: `unseen:${label}`, at: after(seenAt ?? 0, UNSEEN_WORKING_DAYS) })
    // The days count from the cancellation, or from a later return from the road.
    if (goesBack(shipment, parcel)) {
      const since = Math.max(changedAt, depotAt ?? 0)
      dates.push({ due: `not-sent-back:${label}`, at: after(since, SENT_BACK_WORKING_DAYS) })
    }
    return dates
  })
}

/**
 * Returns everything that the calendar will ask of a shipment, each with its instant in ms. `kept` lists the
 * kinds of personal data that are still to be erased.
 */
export function dueDates(
  shipment: Shipment,
  now = 0,
  kept: readonly DataKind[] = [],
): { due: Due; at: number }[] {
  const dates = lostDates(shipment)
  // A claim stops all clocks except those of custody; the decision that ends the claim restarts them (R21).
  if (shipment.claim?.open) return dates
  const storage = storageOf(shipment)
  if (storage && atPoint(shipment).length > 0 && !isOver(shipment)) {
    if (!shipment.hold?.reminded) dates.push({ due: 'reminder', at: storage.remindAt })
    dates.push({ due: 'storage-end', at: storage.endsAt })
  }
  const contact = contactDue(shipment)
  if (contact) dates.push(contact)
  const label = labelDue(shipment)
  if (label) dates.push(label)
  for (const { kind, endsAt } of retention(shipment, now))
    if (kept.includes(kind)) dates.push({ due: `erase-${kind}`, at: endsAt })
  return dates
}
