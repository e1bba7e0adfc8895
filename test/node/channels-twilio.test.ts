import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import type { NoticeCall } from '../../worker/channels/channel.ts'
import { gateways } from '../../worker/channels/gateways.ts'
import { honours, ID, REPORTS } from './gateway.ts'

const MESSAGE = { id: ID, locale: 'fr' as const, to: '+33639980001', text: 'Votre code : 12345' }
const sms = { protocol: 'twilio' as const, login: 'AC1', password: 'auth-token', sender: 'Sesame' }
const channel = (url: string, fetches: typeof globalThis.fetch) => {
  const never = () => Promise.reject(new Error('asked for the libraries of e-mail'))
  return gateways({ reportsUrl: REPORTS, sms: { ...sms, url } }, fetches, never).sms ?? expect.fail()
}

function callback(status: string, token = sms.password, error?: string): NoticeCall {
  const url = `${REPORTS}/twilio?id=${ID}`
  const fields = {
    MessageSid: 'SM1',
    MessageStatus: status,
    To: MESSAGE.to,
    ...(error && { ErrorCode: error }),
  }
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
  const signature = createHmac('sha1', token)
    .update(url + sorted.flat().join(''))
    .digest('base64')
  const headers = new Headers({ 'x-twilio-signature': signature })
  return { url, headers, body: String(new URLSearchParams(fields)) }
}
const sent = { id: ID, providerId: 'SM1' }
const listed = { sid: 'SM2', body: MESSAGE.text, status: 'sent', date_created: new Date().toUTCString() }

honours('Twilio', {
  channel,
  message: MESSAGE,
  secrets: ['auth-token'],
  accepted: {
    status: 201,
    body: { sid: 'SM1', num_segments: '2' },
    result: { outcome: 'sent', providerId: 'SM1', parts: 2 },
  },
  refusals: [
    [
      'a number that it does not take is final',
      { status: 400, body: { code: 21211, message: MESSAGE.text } },
      { outcome: 'failed', code: 'twilio-21211' },
    ],
    [
      'a wrong token is tried again',
      { status: 401, body: { code: 20003 } },
      { outcome: 'retry', code: 'twilio-20003' },
    ],
  ],
  question: {
    is: ({ method }) => method === 'GET',
    found: { messages: [listed] },
    result: { outcome: 'sent', providerId: 'SM2' },
    notThere: { messages: [{ ...listed, status: 'undelivered' }] },
  },
  states: [
    ['delivered', { status: 'delivered' }, { outcome: 'delivered' }],
    ['read', { status: 'read' }, { outcome: 'delivered' }],
    [
      'not delivered',
      { status: 'undelivered', error_code: 30003 },
      { outcome: 'undelivered', code: 'twilio-30003' },
    ],
    ['failed', { status: 'failed' }, { outcome: 'undelivered', code: 'twilio-failed' }],
    ['under way', { status: 'queued' }, null],
    ['a state that is unknown', { status: 'dreaming' }, null],
  ],
  notices: {
    genuine: [
      ['delivered', callback('delivered'), [{ ...sent, outcome: 'delivered' }]],
      [
        'not delivered',
        callback('undelivered', sms.password, '30005'),
        [{ ...sent, outcome: 'undelivered', code: 'twilio-30005' }],
      ],
      ['under way', callback('sent'), []],
      ['a state that is unknown', callback('dreaming'), []],
    ],
    forged: [
      ['another token', callback('delivered', 'a guess')],
      ['none', { ...callback('delivered'), headers: new Headers() }],
      ['the id of another message', { ...callback('delivered'), url: `${REPORTS}/twilio?id=another` }],
    ],
  },
})
