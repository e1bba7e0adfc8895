import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { gateways } from '../../worker/channels/gateways.ts'
import { honours, ID, REPORTS, startGateway } from './gateway.ts'

const MESSAGE = { id: ID, locale: 'fr' as const, to: '+33639980001', text: 'Votre code : 12345' }
const TAG = createHash('sha256').update(ID).digest('hex').slice(0, 20)
const sms = {
  protocol: 'ovh' as const,
  login: 'app-key',
  password: 'app-secret',
  consumerKey: 'consumer-key',
  service: 'sms-ab123-1',
  sender: 'Sesame',
}
const channel = (url: string, fetches: typeof globalThis.fetch) => {
  const never = () => Promise.reject(new Error('asked for the libraries of e-mail'))
  const settings = { reportsUrl: REPORTS, sms: { ...sms, url: `${url}/1.0/` } }
  return gateways(settings, fetches, never).sms ?? expect.fail()
}
const report = { ids: [777], invalidReceivers: [], validReceivers: [MESSAGE.to], totalCreditsRemoved: 1 }

honours('OVH', {
  channel,
  message: MESSAGE,
  secrets: ['app-secret', 'consumer-key'],
  accepted: { body: report, result: { outcome: 'sent', providerId: '777' } },
  refusals: [
    [
      'a number that it does not take is final',
      { status: 200, body: { ...report, ids: [], invalidReceivers: [MESSAGE.to] } },
      { outcome: 'failed', code: 'ovh-receiver' },
    ],
    [
      'a field that it does not take is final',
      { status: 400, body: { message: `no: ${MESSAGE.text}` } },
      { outcome: 'failed', code: 'ovh-400' },
    ],
    [
      'clocks apart are tried again',
      { status: 400, body: { errorCode: 'QUERY_TIME_OUT', message: 'Query out of time' } },
      { outcome: 'retry', code: 'ovh-QUERY_TIME_OUT' },
    ],
    [
      'a key without the right is tried again',
      { status: 403, body: { errorCode: 'NOT_GRANTED_CALL', message: 'no' } },
      { outcome: 'retry', code: 'ovh-NOT_GRANTED_CALL' },
    ],
  ],
  question: {
    is: ({ path }) => path === `/1.0/sms/sms-ab123-1/outgoing?tag=${TAG}`,
    found: [778],
    result: { outcome: 'sent', providerId: '778' },
    notThere: [],
  },
  states: [
    ['delivered', { deliveryReceipt: 1, ptt: 1 }, { outcome: 'delivered' }],
    ['not delivered', { deliveryReceipt: 2, ptt: 27 }, { outcome: 'undelivered', code: 'ovh-27' }],
    ['refused', { deliveryReceipt: 16, ptt: 13 }, { outcome: 'undelivered', code: 'ovh-13' }],
    ['under way', { deliveryReceipt: 4, ptt: 1000 }, null],
    ['none of these', { deliveryReceipt: 99 }, null],
  ],
})

test('OVH gets the message signed, with its tag and without the words of an advertisement', async () => {
  const { url, calls } = await startGateway(() => ({ status: 200, body: report }))
  await channel(url, fetch).send(MESSAGE)
  const [{ method, path, headers, body } = expect.fail()] = calls
  expect([method, path]).toEqual(['POST', '/1.0/sms/sms-ab123-1/jobs'])
  expect(JSON.parse(body)).toEqual({
    message: MESSAGE.text,
    receivers: [MESSAGE.to],
    sender: 'Sesame',
    tag: TAG,
    charset: 'UTF-8',
    priority: 'high',
    noStopClause: true,
    senderForResponse: false,
  })
  const time = headers.get('x-ovh-timestamp') ?? ''
  expect(Math.abs(Number(time) * 1000 - Date.now())).toBeLessThan(5000)
  const signed = `app-secret+consumer-key+POST+${url}${path}+${body}+${time}`
  expect(headers.get('x-ovh-signature')).toBe(`$1$${createHash('sha1').update(signed).digest('hex')}`)
  expect(headers.get('x-ovh-application')).toBe('app-key')
  expect(headers.get('x-ovh-consumer')).toBe('consumer-key')
})
