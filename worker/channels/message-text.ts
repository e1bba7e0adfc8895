import type { CounterDetails, MessageContent } from '../domain/message-content.ts'
import { moneyText } from '../domain/money-text.ts'
import { hoursText } from '../domain/opening-hours.ts'
import { unpaid } from '../domain/paid.ts'
import { totalOf } from '../domain/payments.ts'
import {
  codesUsable,
  counterAccepts,
  handOverSite,
  pageScans,
  pendingContact,
  tellsPin,
} from '../domain/reading.ts'
import { unlinked } from '../domain/signs.ts'
import type { MessageOrder, Shipment } from '../domain/state.ts'
import type { Locale } from '../domain/terms.ts'
import { fill, type Owed, unsaid, valuesOf, type WordedCause } from '../domain/wording.ts'
import { storageOf } from '../platform/calendar.ts'
import { partsOf, smsOf, wordedSms } from './sms-text.ts'
import { en } from './texts/en.ts'
import { fr } from './texts/fr.ts'
import { ru } from './texts/ru.ts'

const TEXTS = { ru, fr, en }

/** The secrets of a message. They are derived for this one rendering and not kept after it (R4). */
export interface MessageSecrets {
  pin: string | null
  qr: string | null
  link: string | null
}

/**
 * Keeps foreign links and numbers out of what is sent, whatever was stored (`worker/texts/guard.ts`). The
 * preview of a draft has no guard: it shows what was typed, and the editor says beside it what is wrong.
 */
export interface Guard {
  /** Returns the name in the form in which it may be sent. */
  name: (name: string) => string
  /**
   * Says whether a filled-in text may be sent; `unsaid` lists what this message owes and the text does not
   * say.
   */
  takes: (
    paragraphs: readonly string[],
    own: { pin: string | null; link: string | null; helpPhone: string | null },
    unsaid: readonly Owed[],
  ) => boolean
}
/** A message in its long and in its short form. */
type Forms = Pick<MessageText, 'paragraphs' | 'sms'>

const UNGUARDED: Guard = { name: (name) => name, takes: () => true }

/** The content of a message before it takes the form of its channel. */
export interface MessageText {
  carrier: string
  subject: string
  /** The long form. E-mail shows each as a paragraph. */
  paragraphs: string[]
  /** The short form, as it leaves as SMS. */
  sms: string
  /** The code that the message tells, or null. */
  pin: string | null
  link: string | null
  /** The text of the QR in an e-mail, or null where none is shown. */
  qr: string | null
  qrCaption: string
  openPage: string
}

/**
 * Returns the text of an order in the recipient's language, in the contract's own wording where it has one
 * (R5). Where the page reveals the code, a message carries only the link (R7, R39).
 */
export function textOf(
  order: MessageOrder,
  shipment: Shipment,
  secrets: MessageSecrets,
  guard: Guard = UNGUARDED,
): MessageText {
  const { locale, policy } = shipment
  const texts = TEXTS[locale]
  // A code that can no longer be used is not told again, and one that is not paid for not yet (R30).
  const reveals = order.secret && policy.reveal === 'message' && codesUsable(shipment) && !unpaid(shipment)
  const here = handOverSite(shipment) === 'counter'
  const accepted = here ? counterAccepts(shipment) : policy.door
  const pin = order.secret && tellsPin(shipment) ? secrets.pin : null
  const qr = reveals && accepted.includes('qr') ? secrets.qr : null
  const { link } = secrets
  const content = withNames(contentOf(shipment, order, pin, link), (name) => unlinked(guard.name(name)))
  // A shipment keeps the policy it was announced under; one from before contracts had own wordings has no
  // `wording`.
  const own = policy.wording?.[locale]?.[order.cause as WordedCause]
  // While a contact change is asked for, every message says so, even in the contract's own wording: the
  // rightful recipient must not depend on having read an earlier message (R9).
  const asked = order.cause !== 'contact-change' && !!pendingContact(shipment)
  const said = (of: MessageContent, body: string[]) =>
    [asked ? texts.contactAsked(of) : '', ...body].filter((text) => text !== '')
  const ours = (of: MessageContent): Forms => ({
    paragraphs: said(of, texts.body[order.cause](of)),
    sms: smsOf(order.cause, of, locale, asked),
  })
  const helpPhone = policy.helpPhone ?? null
  const takes = ({ paragraphs, sms }: Forms, lacks: Owed[] = []) =>
    guard.takes(paragraphs, { pin, link, helpPhone }, lacks) &&
    // Beside a warning there may be no room for the code in an SMS.
    guard.takes([sms], { pin: pin && sms.includes(pin) ? pin : null, link, helpPhone }, lacks)
  const worded = (template: string): Forms | null => {
    const { paragraphs, used } = fill(template, valuesOf(content, locale))
    const short = fill(template, valuesOf(content, locale, 'short')).paragraphs
    const forms = {
      paragraphs: said(content, paragraphs),
      sms: wordedSms(short, locale, asked),
    }
    return takes(forms, unsaid(content, valuesOf(content, locale), used)) ? forms : null
  }
  const standard = ours(content)
  // Names that pass one by one, such as an address and opening hours, may form a phone number together.
  const forms =
    (own ? worded(own) : null) ?? (takes(standard) ? standard : ours(withNames(content, withoutDigits)))
  return {
    carrier: content.carrier,
    subject: texts.subject[order.cause](content),
    paragraphs: forms.paragraphs.map((text) => unlinked(text, link)),
    sms: unlinked(forms.sms, link),
    pin,
    link,
    qr,
    qrCaption: texts.qrCaption,
    openPage: texts.openPage,
  }
}

/** As long as a real link, behind the deployment's own address. */
const BITS = 'x'.repeat(14)

/** Returns how many parts an order takes as SMS, without its secrets: only their length matters. */
export function smsPartsOf(order: MessageOrder, shipment: Shipment, publicUrl: string): number {
  const secrets = {
    pin: '1'.repeat(shipment.policy.pinDigits),
    qr: null,
    link: order.to === undefined ? `${publicUrl}/r#${BITS}.${BITS}` : null,
  }
  return partsOf(textOf(order, shipment, secrets).sms)
}

const withoutDigits = (name: string) => name.replace(/\p{Nd}/gu, '')

/** Returns `content` with every stored name replaced by `name(stored)`. */
function withNames(content: MessageContent, name: (stored: string) => string): MessageContent {
  const { carrier, sender, point, destination, counter } = content
  const place = <P extends { name: string; address: string }>(one: P): P => ({
    ...one,
    name: name(one.name),
    address: name(one.address),
  })
  return {
    ...content,
    carrier: name(carrier),
    sender: name(sender),
    point: point && place(point),
    destination: destination && name(destination),
    counter: counter && { ...place(counter), hours: counter.hours && name(counter.hours) },
  }
}

function contentOf(
  shipment: Shipment,
  order: MessageOrder,
  pin: string | null,
  link: string | null,
): MessageContent {
  const last = shipment.handOvers.at(-1)
  const owed = unpaid(shipment)
  return {
    carrier: shipment.carrier,
    sender: shipment.sender,
    secret: order.secret,
    pin,
    link,
    scans: pageScans(shipment),
    point: shipment.hold?.point ?? null,
    destination: shipment.destination?.name ?? null,
    withoutCode: shipment.policy.withoutCode,
    counter: counterOf(shipment),
    codeHolds:
      codesUsable(shipment) &&
      shipment.secretSent === shipment.secret &&
      !shipment.destination &&
      // Nobody was told a code that still has to be paid for.
      !owed,
    due: owed ? moneyOf(shipment, totalAsked(shipment)) : null,
    amount: moneyOf(shipment, amountOf(order, shipment)),
    partly: last && last.labels.length < last.of ? `${last.labels.length}/${last.of}` : null,
  }
}

const totalAsked = ({ payments }: Shipment): number | null => payments && totalOf(payments.amounts)

/** Returns the money that a message is about, in minor units: what was paid, or what goes back. */
function amountOf({ cause, refund }: MessageOrder, shipment: Shipment): number | null {
  if (cause === 'paid') return totalAsked(shipment)
  return shipment.payments?.refunds.find(({ number }) => number === refund)?.amount ?? null
}

const moneyOf = ({ payments, locale }: Shipment, amount: number | null): string | null =>
  payments && amount !== null ? moneyText(amount, payments.amounts.currency, locale) : null

/** How a language writes the last day of storage where room is short. */
const SHORT_DAY: Record<Locale, Intl.DateTimeFormatOptions> = {
  ru: { day: '2-digit', month: '2-digit' },
  fr: { day: '2-digit', month: '2-digit' },
  en: { day: 'numeric', month: 'short' },
}

function counterOf(shipment: Shipment): CounterDetails | null {
  const storage = storageOf(shipment)
  const { hold, locale } = shipment
  if (!storage || !hold || handOverSite(shipment) !== 'counter') return null
  const { name, address, hours } = hold.point
  const accepted = counterAccepts(shipment)
  const inWords = (form: Intl.DateTimeFormatOptions) =>
    // English days come before their month, as elsewhere in Europe.
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { timeZone: 'UTC', ...form }).format(
      Date.parse(`${storage.until}T00:00:00Z`),
    )
  return {
    name,
    address,
    hours: hours ? hoursText(hours, locale) : null,
    until: inWords({ day: 'numeric', month: 'long' }),
    day: inWords(SHORT_DAY[locale]),
    identity: accepted.includes('identity'),
    link: accepted.includes('link'),
  }
}
