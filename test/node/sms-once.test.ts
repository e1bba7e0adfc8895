import { expect, test } from 'vitest'
import type { OutgoingMessage, SendResult } from '../../worker/channels/channel.ts'
import { gateways } from '../../worker/channels/gateways.ts'
import { type Answer, hasty, REPORTS, startGateway } from './gateway.ts'

const noMail = () => Promise.reject(new Error('asked for the libraries of e-mail'))
const MESSAGE: OutgoingMessage = {
  locale: 'ru',
  id: 'm-1',
  to: '+33639980001',
  text: "Code 12345, à l'abri & lien",
}
const PROTOCOLS = ['twilio', 'smsc'] as const
type Protocol = (typeof PROTOCOLS)[number]

interface Stored {
  to: string
  body: string
  id: string
  at: number
}

/** What a gateway does with a message after it was stored, and with a question about one. */
interface Behaviour {
  send?: Answer
  ask?: Answer
  /** The state of what was stored, in the words of the protocol. */
  state?: unknown
}

/** Starts a gateway that stores every message before it answers, or does not. */
async function gateway(protocol: Protocol, behaviour: Behaviour) {
  const stored: Stored[] = []
  const asked: string[] = []
  const { url: origin } = await startGateway(({ method, path, body: text }) => {
    const form = new URLSearchParams(text)
    if (method === 'GET' || path.endsWith('status.php')) {
      asked.push(path)
      const known = stored.filter(({ id }) => id === form.get('id'))
      const listed = stored.map(({ to, body, at }, i) => ({
        sid: `SM${i}`,
        to,
        body,
        status: behaviour.state ?? 'sent',
        date_created: new Date(at).toUTCString(),
      }))
      const body =
        protocol === 'smsc'
          ? { status: known.length > 0 ? (behaviour.state ?? 0) : -3 }
          : { messages: listed }
      return behaviour.ask ?? { status: 200, body }
    }
    const [to, body] = [form.get('To') ?? form.get('phones'), form.get('Body') ?? form.get('mes')]
    const refused = typeof behaviour.send === 'object' && behaviour.send.status >= 400
    if (!refused) stored.push({ to: to ?? '', body: body ?? '', id: form.get('id') ?? '', at: Date.now() })
    return behaviour.send ?? { status: 201, body: { sid: 'SM9', id: 'm-1' } }
  })
  const url = `${origin}${protocol === 'smsc' ? '/sys/send.php' : ''}`
  const settings = { protocol, url, login: 'AC1', password: 'p', sender: 'Sesame' }
  const sms = gateways({ reportsUrl: REPORTS, sms: settings }, hasty, noMail).sms
  const send = (retried?: OutgoingMessage['retried'], text = MESSAGE.text) =>
    sms?.send({ ...MESSAGE, text, ...(retried && { retried }) }) as Promise<SendResult>
  return { send, stored, asked, behaviour }
}

const again = (last = false) => ({ since: Date.now() - 5000, last })

for (const protocol of PROTOCOLS) {
  test.each([
    ['answers after our patience', 'late', 'timeout'],
    ['closes the socket after reading', 'closed', 'network'],
  ] as const)(`${protocol}: a gateway that %s has the message once`, async (_how, send, code) => {
    const at = await gateway(protocol, { send })
    expect(await at.send()).toEqual({ outcome: 'retry', code })
    expect(await at.send(again())).toMatchObject({ outcome: 'sent' })
    expect(at.stored).toHaveLength(1)
    expect(at.asked).toHaveLength(1)
    // Whoever reads the gateway's access log finds no text there.
    expect(decodeURIComponent(at.asked.join())).not.toContain('12345')
  })

  test(`${protocol}: what the gateway does not have, or cannot deliver, is sent again`, async () => {
    const at = await gateway(protocol, {})
    expect(await at.send(again())).toMatchObject({ outcome: 'sent' })
    expect(at.stored).toHaveLength(1)
    at.behaviour.state = protocol === 'smsc' ? 20 : 'undelivered'
    expect(await at.send(again())).toMatchObject({ outcome: 'sent' })
    expect(at.stored).toHaveLength(2)
  })

  test(`${protocol}: a gateway that does not answer the question gets nothing twice, and with the last try the code all the same`, async () => {
    const at = await gateway(protocol, { ask: { status: 503, headers: { 'retry-after': '120' } } })
    expect(await at.send(again())).toEqual({ outcome: 'retry', code: 'http-503', waitMs: 120_000 })
    at.behaviour.ask = 'closed'
    expect(await at.send(again())).toEqual({ outcome: 'retry', code: 'network' })
    expect(at.stored).toHaveLength(0)
    expect(await at.send(again(true))).toMatchObject({ outcome: 'sent' })
    expect(at.stored).toHaveLength(1)
  })

  test(`${protocol}: a gateway without such a call is not asked in vain`, async () => {
    const at = await gateway(protocol, { ask: { status: 404 } })
    expect(await at.send(again())).toMatchObject({ outcome: 'sent' })
    expect(at.stored).toHaveLength(1)
  })

  test.each([
    ['3600', 3_600_000],
    ['99999999', 24 * 3_600_000],
    ['soon', undefined],
  ])(`${protocol}: 429 with Retry-After %s: the wait goes with the result`, async (header, waitMs) => {
    const at = await gateway(protocol, { send: { status: 429, headers: { 'retry-after': header } } })
    const expected = { outcome: 'retry', code: 'http-429', ...(waitMs && { waitMs }) }
    expect(await at.send()).toEqual(expected)
  })
}

test('Twilio: another text, or the same of an earlier day, is not taken for this message', async () => {
  const at = await gateway('twilio', {})
  await at.send()
  expect(await at.send(again(), 'another text')).toMatchObject({ outcome: 'sent' })
  expect(at.stored).toHaveLength(2)
  expect(await at.send({ since: Date.now() + 3_600_000, last: false })).toMatchObject({ outcome: 'sent' })
  expect(at.stored).toHaveLength(3)
})

test('Retry-After may be a date', async () => {
  const date = new Date(Date.now() + 600_000).toUTCString()
  const at = await gateway('twilio', { send: { status: 503, headers: { 'retry-after': date } } })
  const result = await at.send()
  expect(result).toMatchObject({ outcome: 'retry', code: 'http-503' })
  expect((result as { waitMs: number }).waitMs).toBeGreaterThan(590_000)
})
