import { afterAll, beforeAll, expect, test } from 'vitest'
import { postWebhook } from '../../worker/webhooks/post.ts'
import { type Receiver, type Reply, startReceiver } from '../support/receiver.ts'

let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver?.close())

const event = { contentType: 'application/json', body: '{"type":"test"}' }
const post = (url: string, timeoutMs?: number) =>
  postWebhook(fetch, url, event, { 'webhook-id': 'x:1' }, timeoutMs)
const answered = (reply: Reply) => {
  receiver.answer = () => reply
  return post(receiver.url)
}

test('R34: any 2xx takes an event, anything else does not', async () => {
  for (const status of [200, 201, 202, 204])
    expect(await answered({ status })).toMatchObject({ ok: true, status })
  for (const status of [400, 401, 404, 410, 429, 500, 503])
    expect(await answered({ status, body: 'why' })).toEqual({
      ok: false,
      status,
      response: 'why',
      fault: null,
    })
  expect(receiver.got[0]).toMatchObject({ text: event.body, headers: { 'webhook-id': 'x:1' } })
})

test('R34: a redirect is not followed', async () => {
  receiver.got.length = 0
  for (const status of [301, 302, 303, 307, 308]) {
    const posted = await answered({ status, headers: { location: '/elsewhere' } })
    expect(posted).toMatchObject({ ok: false, status, fault: 'redirect' })
  }
  expect(receiver.got.map(({ path }) => path)).toEqual(Array(5).fill('/hook'))
})

test('R34: of a long answer the beginning is kept, whole characters only', async () => {
  const { response } = await answered({ status: 500, body: 'é'.repeat(1_000_000) })
  expect(response).toBe('é'.repeat(500))
  // A cut between the halves of a surrogate pair would leave malformed text.
  expect((await answered({ status: 500, body: `x${'😀'.repeat(1000)}` })).response.isWellFormed()).toBe(true)
})

test('R34: an endpoint that does not answer, or is not there, is a fault and no throw', async () => {
  receiver.answer = () => ({ status: 200, silent: true })
  expect(await post(receiver.url, 50)).toEqual({ ok: false, status: null, response: '', fault: 'timeout' })
  expect(await post('http://127.0.0.1:1/')).toEqual({
    ok: false,
    status: null,
    response: '',
    fault: 'network',
  })
})
