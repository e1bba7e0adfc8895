import { randomUUID } from 'node:crypto'
import { objectOf } from '../../worker/channels/json.ts'
import { type Gateway, type GatewayAnswer, take, text } from './gateway.ts'
import { type MakeReport, secretOr } from './reports.ts'

const refuse = (status: number, ErrorCode: number): GatewayAnswer => ({
  status,
  body: { ErrorCode, Message: `error ${ErrorCode}` },
})

/** Answers like Postmark's `/email`. It drops no duplicates, so a retry is shown twice. */
export const postmarkSend: Gateway = ({ headers, body }, at) => {
  if (!headers['x-postmark-server-token']) return refuse(401, 10)
  const mail = objectOf(body)
  const { ref } = (mail.Metadata ?? {}) as Record<string, unknown>
  const MessageID = randomUUID()
  const name = /^(.*?)\s*<.*>$/.exec(text(mail.From))?.[1] || text(mail.From)
  return take(at, {
    key: `postmark:${text(ref)}:${MessageID}`,
    message: {
      to: text(mail.To),
      channel: 'email',
      text: text(mail.TextBody),
      from: name || 'Mail',
      subject: text(mail.Subject),
      ...(mail.HtmlBody !== undefined && { html: withPictures(text(mail.HtmlBody), mail.Attachments) }),
    },
    refused: refuse(422, 406),
    accepted: { status: 200, body: { To: mail.To, MessageID, ErrorCode: 0, Message: 'OK' } },
    report: reportOf(text(ref), MessageID),
  })
}

/** Puts the inline pictures into the HTML, as a mail program does. */
function withPictures(html: string, attachments: unknown): string {
  const all = Array.isArray(attachments) ? (attachments as Record<string, unknown>[]) : []
  return all.reduce<string>(
    (page, { ContentID, ContentType, Content }) =>
      page.replaceAll(text(ContentID), `data:${text(ContentType)};base64,${text(Content)}`),
    html,
  )
}

/** Calls the webhook as Postmark does, with the user and password of its address. */
const reportOf =
  (ref: string, MessageID: string): MakeReport =>
  (state, { publicUrl, mailKey }, genuine) => {
    if (!mailKey) return null
    const authorization = `Basic ${Buffer.from(secretOr(mailKey, genuine)).toString('base64')}`
    const event =
      state === 'delivered'
        ? { RecordType: 'Delivery' }
        : { RecordType: 'Bounce', Type: 'HardBounce', TypeCode: 1 }
    return {
      url: `${publicUrl}/api/reports/postmark`,
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ ...event, MessageID, Metadata: { ref } }),
    }
  }

/** Answers like Postmark's search, by the metadata alone. */
export const postmarkFind: Gateway = ({ url }, { inbox }) => {
  const found = inbox.under(`postmark:${url.searchParams.get('metadata_ref') ?? ''}:`)
  const Messages = found.map(([MessageID]) => ({ MessageID, Status: 'Sent' })).reverse()
  return { status: 200, body: { TotalCount: Messages.length, Messages } }
}

/** Answers what became of one mail. */
export const postmarkAsk: Gateway = ({ params: [id = ''] }, { inbox, reports }) => {
  if (!inbox.under('postmark:').some(([key]) => key.endsWith(`:${id}`))) return refuse(422, 701)
  const state = reports.asked('email')
  const Type = state === 'delivered' ? 'Delivered' : 'Bounced'
  return { status: 200, body: { MessageID: id, MessageEvents: state ? [{ Type }] : [] } }
}
