import { expect, test } from 'vitest'
import type { NoticeCall } from '../../worker/channels/channel.ts'
import { gateways } from '../../worker/channels/gateways.ts'
import { qrPng } from '../../worker/channels/qr-png.ts'
import { honours, REPORTS, startGateway } from './gateway.ts'

const ID = '4bJ2kqZr81XyTa-1-held-email'
const MESSAGE = {
  id: ID,
  locale: 'fr' as const,
  to: 'anna@recipient.example',
  subject: 'Votre colis',
  text: 'Votre code : 12345',
  html: '<p>12345 <img src="cid:qr@sesame"></p>',
}
const channel = (url: string, fetches: typeof globalThis.fetch) => {
  const email = {
    protocol: 'postmark' as const,
    url: `${url}/`,
    token: 'server-token',
    from: 'Sesame <no-reply@sesame.example>',
    reportKey: 'hook:secret-word',
  }
  const library = () => import('../../worker/channels/mail-library.ts')
  return gateways({ reportsUrl: REPORTS, email }, fetches, library).email ?? expect.fail()
}
const accepted = { To: MESSAGE.to, MessageID: 'P1', ErrorCode: 0, Message: 'OK' }

const hook = (event: object, user = 'hook:secret-word'): NoticeCall => ({
  url: `${REPORTS}/postmark`,
  headers: new Headers({ authorization: `Basic ${Buffer.from(user).toString('base64')}` }),
  body: JSON.stringify({ MessageID: 'P1', Metadata: { ref: ID }, ...event }),
})
const bounce = (Type: string, TypeCode: number) => hook({ RecordType: 'Bounce', Type, TypeCode })
const sent = { id: ID, providerId: 'P1' }

honours('Postmark', {
  channel,
  message: MESSAGE,
  secrets: ['server-token', 'secret-word'],
  accepted: { body: accepted, result: { outcome: 'sent', providerId: 'P1' } },
  refusals: [
    [
      'a malformed address is final',
      { status: 422, body: { ErrorCode: 300, Message: MESSAGE.text } },
      { outcome: 'failed', code: 'postmark-300' },
    ],
    [
      'an inactive recipient is final',
      { status: 422, body: { ErrorCode: 406, Message: 'inactive' } },
      { outcome: 'failed', code: 'postmark-406' },
    ],
    [
      'a wrong token is tried again',
      { status: 401, body: { ErrorCode: 10, Message: 'token' } },
      { outcome: 'retry', code: 'postmark-10' },
    ],
    [
      'an error in an answer that looks good is one',
      { status: 200, body: { ErrorCode: 405, Message: 'credits' } },
      { outcome: 'retry', code: 'postmark-405' },
    ],
  ],
  question: {
    is: ({ path }) => path === `/messages/outbound?count=1&offset=0&metadata_ref=${ID}`,
    found: { TotalCount: 1, Messages: [{ MessageID: 'P2', Status: 'Sent' }] },
    result: { outcome: 'sent', providerId: 'P2' },
    notThere: { TotalCount: 0, Messages: [] },
  },
  states: [
    [
      'delivered',
      { MessageEvents: [{ Type: 'Transient' }, { Type: 'Delivered' }] },
      { outcome: 'delivered' },
    ],
    [
      'bounced',
      { MessageEvents: [{ Type: 'Bounced' }] },
      { outcome: 'undelivered', code: 'postmark-bounced' },
    ],
    ['delayed', { MessageEvents: [{ Type: 'Transient' }] }, null],
    ['nothing yet', { TextBody: MESSAGE.text, MessageEvents: [] }, null],
  ],
  notices: {
    genuine: [
      ['delivered', hook({ RecordType: 'Delivery' }), [{ ...sent, outcome: 'delivered' }]],
      ['a hard bounce', bounce('HardBounce', 1), [{ ...sent, outcome: 'undelivered', code: 'postmark-1' }]],
      ['a delay', bounce('Transient', 2), []],
      ['a soft bounce', bounce('SoftBounce', 4096), []],
      [
        'a complaint, of what arrived',
        hook({ RecordType: 'SpamComplaint' }),
        [{ ...sent, outcome: 'delivered' }],
      ],
      ['a kind that is unknown', hook({ RecordType: 'Open' }), []],
      ['a mail that is not ours', hook({ RecordType: 'Delivery', Metadata: {} }), []],
    ],
    forged: [
      ['another password', hook({ RecordType: 'Delivery' }, 'hook:guess')],
      ['none', { ...hook({ RecordType: 'Delivery' }), headers: new Headers() }],
    ],
  },
})

test('R5: Postmark gets the mail with its QR as an inline picture, and follows nobody', async () => {
  const { url, calls } = await startGateway(() => ({ status: 200, body: accepted }))
  const qr = { cid: 'qr@sesame', text: 'SESAME:1:an-id:some-bits' }
  await channel(url, fetch).send({ ...MESSAGE, qr })
  const [{ method, path, headers, body } = expect.fail()] = calls
  expect([method, path]).toEqual(['POST', '/email'])
  expect(headers.get('x-postmark-server-token')).toBe('server-token')
  const Content = Buffer.from(qrPng(qr.text)).toString('base64')
  expect(JSON.parse(body)).toEqual({
    From: 'Sesame <no-reply@sesame.example>',
    To: MESSAGE.to,
    Subject: MESSAGE.subject,
    TextBody: MESSAGE.text,
    HtmlBody: MESSAGE.html,
    Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
    Attachments: [{ Name: 'qr.png', Content, ContentType: 'image/png', ContentID: 'cid:qr@sesame' }],
    Metadata: { ref: ID },
    TrackOpens: false,
    TrackLinks: 'None',
  })
})
