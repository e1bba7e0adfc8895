import { handOverSite } from '../domain/reading.ts'
import type { MessageOrder, Shipment } from '../domain/state.ts'
import type { ChannelName, Locale } from '../domain/terms.ts'
import type { OutgoingMessage } from './channel.ts'
import { type Guard, type MessageSecrets, type MessageText, textOf } from './message-text.ts'
import { spoken } from './voice-text.ts'

/** Everything that a message is rendered from. */
export interface RenderingContext extends MessageSecrets {
  id: string
  to: string
  shipment: Shipment
  guard: Guard
}

/**
 * Renders the message of an order for one channel, in the recipient's language (R5). E-mail shows the QR as
 * an inline PNG.
 */
export function render(order: MessageOrder, channel: ChannelName, parts: RenderingContext): OutgoingMessage {
  const { shipment, id, to } = parts
  const { locale } = shipment
  const message = textOf(order, shipment, parts, parts.guard)
  const common = { id, to, locale, ...(message.pin !== null && { code: message.pin }) }
  const long = message.paragraphs.join('\n\n')
  switch (channel) {
    case 'sms':
      return { ...common, text: message.sms }
    case 'messenger':
      // A messenger counts no parts, so it gets the same complete text as a letter.
      return { ...common, text: long }
    case 'voice':
      return {
        ...common,
        text:
          message.pin === null
            ? ''
            : spoken(locale, message.carrier, message.pin, handOverSite(shipment) ?? 'door'),
      }
    case 'email':
      return {
        ...common,
        subject: message.subject,
        text: long,
        html: html(message, locale),
        ...(message.qr && { qr: { cid: 'qr@sesame', text: message.qr } }),
      }
  }
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '')

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif'
const BUTTON =
  'display:inline-block;padding:14px 24px;border-radius:12px;background:#2b3ad1;color:#fff;text-decoration:none;font-weight:700'

/**
 * Renders the HTML part. Styles are inline because mail clients drop style sheets; the text part says the
 * same.
 */
function html(message: MessageText, locale: Locale): string {
  const { carrier, paragraphs, pin, link, qr } = message
  const rows = paragraphs
    .filter((text) => text !== link)
    .map((text) => {
      const safe = withoutLink(escaped(text), link && escaped(link))
      const large = pin ? safe.replace(pin, `<b style="font-size:28px;letter-spacing:4px">${pin}</b>`) : safe
      return `<p style="margin:0 0 16px;font-size:17px;line-height:1.5">${large}</p>`
    })
  const picture = qr
    ? `<p style="margin:0 0 16px"><img src="cid:qr@sesame" width="220" height="220" alt="QR"></p><p style="color:#5b6170">${escaped(message.qrCaption)}</p>`
    : ''
  const button = link
    ? `<p style="margin:24px 0"><a style="${BUTTON}" href="${escaped(link)}">${escaped(message.openPage)}</a></p>`
    : ''
  return `<!doctype html><html lang="${locale}"><body style="margin:0;padding:24px;background:#f6f5f1;color:#161a22;${FONT}"><div style="max-width:520px;margin:auto;background:#fff;border-radius:16px;padding:28px"><p style="margin:0 0 20px;font-weight:800">${escaped(carrier)}</p>${rows.join('')}${picture}${button}</div></body></html>`
}

/**
 * Removes the link at the end of a paragraph, where the button stands for it. Within a sentence the link
 * stays, because the sentence would have a gap without it.
 */
function withoutLink(text: string, link: string | null): string {
  if (!link) return text
  return text.endsWith(link)
    ? text.slice(0, -link.length)
    : text.replace(link, `<a href="${link}">${link}</a>`)
}
