import { storageOf } from '../calendar.ts'
import type { MessageOrder } from '../domain/messages.ts'
import { hoursText } from '../domain/opening-hours.ts'
import { codesUsable, counterAccepts, handOverSite, pageScans, pendingContact } from '../domain/reading.ts'
import type { Shipment } from '../domain/state.ts'
import type { Counter, Told } from '../domain/told.ts'
import { fill, valuesOf, type WordedCause } from '../domain/wording.ts'
import { en } from './texts/en.ts'
import { fr } from './texts/fr.ts'
import { ru } from './texts/ru.ts'

const TEXTS = { ru, fr, en }

/** The secrets of a message, derived for this one rendering; they live no longer (R4). */
export interface Opens {
  pin: string | null
  qr: string | null
  link: string | null
}

/** What a message says, before it takes the form of its channel. */
export interface MessageText {
  subject: string
  /** SMS joins them with blanks, e-mail with paragraphs. */
  paragraphs: string[]
  /** The code that it tells, where it does. */
  pin: string | null
  link: string | null
  /** What the QR in an e-mail holds, where one is shown. */
  qr: string | null
  qrCaption: string
  openPage: string
}

/**
 * The words of an order, in the recipient's language and, where the contract has one, in its own wording (R5).
 * With `reveal: "scan"` no message ever carries a code, only the link (R7).
 */
export function textOf(order: MessageOrder, shipment: Shipment, opens: Opens): MessageText {
  const { locale, policy } = shipment
  const texts = TEXTS[locale]
  // A code that can no longer be used is not told again.
  const reveals = order.secret && policy.reveal === 'message' && codesUsable(shipment)
  const here = handOverSite(shipment) === 'counter'
  const accepted = here ? counterAccepts(shipment) : policy.door
  const pin = reveals && accepted.includes('pin') ? opens.pin : null
  const qr = reveals && accepted.includes('qr') ? opens.qr : null
  const told = toldOf(shipment, order.secret, pin, opens.link)
  // A shipment keeps the policy it was announced under, also one from before contracts had words of their own.
  const own = policy.wording?.[locale]?.[order.cause as WordedCause]
  const body = own ? fill(own, valuesOf(told, locale)).paragraphs : texts.body[order.cause](told)
  // Whoever is to be robbed must not have to read an earlier message to learn of it, whatever a contract words (R9).
  const asked = order.cause !== 'contact-change' && pendingContact(shipment) ? texts.contactAsked(told) : ''
  const paragraphs = [asked, ...body]
  return {
    subject: texts.subject[order.cause](told),
    paragraphs: paragraphs.filter((text) => text !== ''),
    pin,
    link: opens.link,
    qr,
    qrCaption: texts.qrCaption,
    openPage: texts.openPage,
  }
}

function toldOf(shipment: Shipment, secret: boolean, pin: string | null, link: string | null): Told {
  const last = shipment.handOvers.at(-1)
  return {
    carrier: shipment.carrier,
    sender: shipment.sender,
    secret,
    pin,
    link,
    scans: pageScans(shipment),
    point: shipment.hold?.point ?? null,
    destination: shipment.destination?.name ?? null,
    withoutCode: shipment.policy.withoutCode,
    counter: counterOf(shipment),
    partly: last && last.labels.length < last.of ? `${last.labels.length}/${last.of}` : null,
  }
}

function counterOf(shipment: Shipment): Counter | null {
  const storage = storageOf(shipment)
  const { hold, locale } = shipment
  if (!storage || !hold || handOverSite(shipment) !== 'counter') return null
  const { name, address, hours } = hold.point
  const accepted = counterAccepts(shipment)
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long' })
  return {
    name,
    address,
    hours: hours ? hoursText(hours, locale) : null,
    until: day.format(Date.parse(`${storage.until}T00:00:00Z`)),
    identity: accepted.includes('identity'),
    link: accepted.includes('link'),
  }
}
