import { objectOf } from '../../worker/channels/json.ts'
import { digest, type Gateway, normal, take, text } from './gateway.ts'

const STATES = { delivered: 1, undelivered: 2 }
const PENDING = 4
const SIGNED = ['x-ovh-application', 'x-ovh-consumer', 'x-ovh-timestamp', 'x-ovh-signature']

/** Answers like OVH's `/sms/{serviceName}/jobs`. A signature has to be there; only the Worker knows if it is right. */
export const ovhSend: Gateway = ({ headers, body }, at) => {
  if (!SIGNED.every((name) => headers[name]))
    return { status: 401, body: { errorCode: 'INVALID_SIGNATURE', message: 'signature' } }
  const fields = objectOf(body)
  const to = text(Array.isArray(fields.receivers) ? fields.receivers[0] : '')
  const tag = text(fields.tag)
  const id = Number.parseInt(digest(`${tag}:${to}`).slice(0, 8), 16)
  const report = { ids: [], invalidReceivers: [to], validReceivers: [], totalCreditsRemoved: 0 }
  return take(at, {
    key: `ovh:${tag}:${id}`,
    message: { to, channel: 'sms', text: text(fields.message), from: text(fields.sender) || 'SMS' },
    refused: { status: 200, body: report },
    accepted: {
      status: 200,
      body: { ...report, ids: [id], invalidReceivers: [], validReceivers: [normal(to)] },
    },
  })
}

/** Answers with the numbers of the messages that have a tag. */
export const ovhFind: Gateway = ({ url }, { inbox }) => {
  const tag = url.searchParams.get('tag') ?? ''
  return { status: 200, body: inbox.under(`ovh:${tag}:`).map(([id]) => Number(id)) }
}

/** Answers what became of one message. */
export const ovhAsk: Gateway = ({ params: [id = ''] }, { inbox, reports }) => {
  if (!inbox.under('ovh:').some(([key]) => key.endsWith(`:${id}`)))
    return { status: 404, body: { message: 'This object does not exist' } }
  const state = reports.asked('sms')
  return { status: 200, body: { id: Number(id), deliveryReceipt: state ? STATES[state] : PENDING, ptt: 1 } }
}
