import { storageOf } from '../calendar.ts'
import type { MessageOrder } from '../domain/messages.ts'
import { hoursText } from '../domain/opening-hours.ts'
import type { ChannelName } from '../domain/policy.ts'
import { codesUsable, counterAccepts, handOverSite, pageScans, type Shipment } from '../domain/state.ts'
import type { OutgoingMessage } from './channel.ts'
import { qrPng } from './qr-png.ts'
import { en } from './texts/en.ts'
import { fr } from './texts/fr.ts'
import { ru } from './texts/ru.ts'
import type { Counter, Texts, Told } from './texts/texts.ts'

const TEXTS = { ru, fr, en }

/** What a message is made of. The secrets are derived for this one rendering and live no longer (R4). */
export interface Ingredients {
  id: string
  to: string
  shipment: Shipment
  pin: string | null
  qr: string | null
  link: string | null
}

/**
 * The message of an order on one channel, in the recipient's language (R5). With `reveal: "scan"` no message
 * ever carries a code, only the link (R7). E-mail shows the QR as an inline PNG.
 */
export function render(order: MessageOrder, channel: ChannelName, parts: Ingredients): OutgoingMessage {
  const { shipment } = parts
  const texts = TEXTS[shipment.locale]
  // A code that can no longer be used is not told again.
  const reveals = order.secret && shipment.policy.reveal === 'message' && codesUsable(shipment)
  const here = handOverSite(shipment) === 'counter'
  const accepted = here ? counterAccepts(shipment) : shipment.policy.door
  const pin = reveals && accepted.includes('pin') ? parts.pin : null
  const qr = reveals && accepted.includes('qr') ? parts.qr : null
  const told = toldOf(shipment, pin, parts.link)
  const paragraphs = texts.body[order.cause](told).filter((text) => text !== '')
  const text = paragraphs.join(channel === 'email' ? '\n\n' : ' ')
  const { id, to } = parts
  if (channel !== 'email') return { id: `${id}-${channel}`, to, text }
  return {
    id: `${id}-${channel}`,
    to,
    subject: texts.subject[order.cause](told),
    text,
    html: html(texts, shipment, paragraphs, told, qr !== null),
    ...(qr && {
      inline: [{ cid: 'qr@sesame', filename: 'qr.png', type: 'image/png', content: qrPng(qr) }],
    }),
  }
}

function toldOf(shipment: Shipment, pin: string | null, link: string | null): Told {
  const last = shipment.handOvers.at(-1)
  return {
    carrier: shipment.carrier,
    sender: shipment.sender,
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

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '')

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif'
const BUTTON =
  'display:inline-block;padding:14px 24px;border-radius:12px;background:#2b3ad1;color:#fff;text-decoration:none;font-weight:700'

/** Mail clients know no style sheets of ours: everything is inline, and the text part says the same. */
function html(texts: Texts, shipment: Shipment, paragraphs: string[], told: Told, qr: boolean): string {
  const rows = paragraphs
    .filter((text) => text !== told.link)
    .map((text) => {
      const safe = escaped(text)
      const large = told.pin
        ? safe.replace(told.pin, `<b style="font-size:28px;letter-spacing:4px">${told.pin}</b>`)
        : safe
      const plain = told.link ? large.replace(escaped(told.link), '') : large
      return `<p style="margin:0 0 16px;font-size:17px;line-height:1.5">${plain}</p>`
    })
  const picture = qr
    ? `<p style="margin:0 0 16px"><img src="cid:qr@sesame" width="220" height="220" alt="QR"></p><p style="color:#5b6170">${escaped(texts.qrCaption)}</p>`
    : ''
  const button = told.link
    ? `<p style="margin:24px 0"><a style="${BUTTON}" href="${escaped(told.link)}">${escaped(texts.openPage)}</a></p>`
    : ''
  return `<!doctype html><html lang="${shipment.locale}"><body style="margin:0;padding:24px;background:#f6f5f1;color:#161a22;${FONT}"><div style="max-width:520px;margin:auto;background:#fff;border-radius:16px;padding:28px"><p style="margin:0 0 20px;font-weight:800">${escaped(shipment.carrier)}</p>${rows.join('')}${picture}${button}</div></body></html>`
}
