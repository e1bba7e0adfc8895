import { Buffer } from 'node:buffer'
import type {
  Channel,
  Notice,
  NoticeCall,
  OutgoingMessage,
  Report,
  SendResult,
  SentMessage,
} from './channel.ts'
import type { MailLibrary } from './email-smtp.ts'
import { getJson, postJson } from './http-form.ts'
import { objectOf } from './json.ts'
import { type Found, once, unanswered, wait } from './once.ts'
import { sameText } from './proof.ts'

export interface PostmarkSettings {
  /** The API's origin, such as `https://api.postmarkapp.com`. */
  url: string
  /** The server's token. */
  token: string
  /** `Name <address>`. */
  from: string
  /** `user:password` of the webhook's own address; without it no webhook is believed, and Postmark is asked. */
  reportKey?: string
}

/** 300: the address or another field is malformed; 406: the recipient is inactive after a bounce or a complaint. */
const FINAL_ERRORS = new Set([300, 406])

/** The bounces after which Postmark tries no more. The others are replies, delays and news of the mailbox. */
const FINAL_BOUNCES = new Set([
  'HardBounce',
  'BadEmailAddress',
  'ManuallyDeactivated',
  'Blocked',
  'DMARCPolicy',
])

/**
 * Returns the channel for e-mail through Postmark (https://postmarkapp.com/developer/api/email-api and
 * https://postmarkapp.com/developer/webhooks/webhooks-overview).
 */
export function postmarkChannel(
  settings: PostmarkSettings,
  fetch: typeof globalThis.fetch,
  load: () => Promise<MailLibrary>,
): Channel {
  const base = settings.url.replace(/\/+$/, '')
  const headers = { accept: 'application/json', 'x-postmark-server-token': settings.token }

  async function post(message: OutgoingMessage): Promise<SendResult> {
    const body = JSON.stringify({
      From: settings.from,
      To: message.to,
      Subject: message.subject ?? '',
      TextBody: message.text,
      HtmlBody: message.html,
      Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
      Attachments: await attachments(message, load),
      Metadata: { ref: message.id },
      // Nobody is to follow who opened what: a link holds the secret.
      TrackOpens: false,
      TrackLinks: 'None',
    })
    const answer = await postJson(fetch, `${base}/email`, body, headers)
    if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
    const { status, json } = answer
    const error = typeof json.ErrorCode === 'number' ? json.ErrorCode : null
    if (error) {
      const outcome = FINAL_ERRORS.has(error) ? 'failed' : 'retry'
      return { outcome, code: `postmark-${error}`, ...wait(outcome === 'retry' ? answer : {}) }
    }
    if (status < 200 || status > 299) return { outcome: 'retry', code: `http-${status}`, ...wait(answer) }
    if (typeof json.MessageID !== 'string') return { outcome: 'retry', code: 'unreadable' }
    return { outcome: 'sent', providerId: json.MessageID }
  }

  /** Asks for the message by the metadata that it was sent with. */
  async function find({ id }: OutgoingMessage): Promise<Found> {
    const query = new URLSearchParams({ count: '1', offset: '0', metadata_ref: id })
    const answer = await getJson(fetch, `${base}/messages/outbound?${query}`, headers)
    const none = unanswered(answer)
    if (none || 'fault' in answer) return none ?? 'cannot-tell'
    const listed = answer.json.Messages
    if (!Array.isArray(listed)) return 'cannot-tell'
    const { MessageID } = objectOf(listed[0])
    return typeof MessageID === 'string' ? { outcome: 'sent', providerId: MessageID } : 'not-there'
  }

  async function ask({ providerId }: SentMessage): Promise<Report | null> {
    const answer = await getJson(
      fetch,
      `${base}/messages/outbound/${encodeURIComponent(providerId)}/details`,
      headers,
    )
    const events = 'fault' in answer ? [] : answer.json.MessageEvents
    const types = Array.isArray(events) ? events.map((event) => objectOf(event).Type) : []
    if (types.includes('Delivered')) return { outcome: 'delivered' }
    return types.includes('Bounced') ? { outcome: 'undelivered', code: 'postmark-bounced' } : null
  }

  /** Reads a webhook, which proves itself by the user and password in its own address. */
  async function readNotices({ headers, body }: NoticeCall): Promise<Notice[] | null> {
    const right = `Basic ${Buffer.from(settings.reportKey ?? '').toString('base64')}`
    if (!sameText(headers.get('authorization') ?? '', right)) return null
    const event = objectOf(body)
    const { ref } = objectOf(event.Metadata)
    const report = reportOf(event)
    if (!report || typeof ref !== 'string') return []
    return [
      { id: ref, ...(typeof event.MessageID === 'string' && { providerId: event.MessageID }), ...report },
    ]
  }

  return {
    gateway: 'postmark',
    ask,
    ...(settings.reportKey && { readNotices }),
    send: (message) => once(message, find, post),
  }
}

/** Returns what a webhook says of the message; null while it may still arrive. */
function reportOf({ RecordType, Type, TypeCode }: Record<string, unknown>): Report | null {
  // Who complains of a mail has it. Postmark refuses the next one to this address, which then fails.
  if (RecordType === 'Delivery' || RecordType === 'SpamComplaint') return { outcome: 'delivered' }
  if (RecordType !== 'Bounce' || !FINAL_BOUNCES.has(String(Type))) return null
  return { outcome: 'undelivered', code: `postmark-${typeof TypeCode === 'number' ? TypeCode : 'bounce'}` }
}

/** Returns the QR as the inline picture that the HTML refers to. */
async function attachments({ qr }: OutgoingMessage, load: () => Promise<MailLibrary>) {
  if (!qr) return []
  const { qrPng } = await load()
  const Content = Buffer.from(qrPng(qr.text)).toString('base64')
  return [{ Name: 'qr.png', Content, ContentType: 'image/png', ContentID: `cid:${qr.cid}` }]
}
