import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type {
  Channel,
  Notice,
  NoticeCall,
  OutgoingMessage,
  Report,
  SendResult,
} from '../../worker/channels/channel.ts'

/** Where providers send their delivery reports. */
export const REPORTS = 'https://sesame.example/api/reports'
/** The id of a message as the product makes it. */
export const ID = '4bJ2kqZr81XyTa-1-held-messenger'

/** A call that a gateway got. */
export interface Call {
  method: string
  /** With its query. */
  path: string
  headers: Headers
  body: string
}

/** `late`: no answer within our patience; `closed`: the connection ends without one. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | 'late' | 'closed'

/** Starts a gateway on this machine for the test that runs. It keeps every call before it answers, or does not. */
export async function startGateway(answer: (call: Call) => Answer): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = []
  const server = createServer(async (request, response) => {
    const call = await callOf(request)
    calls.push(call)
    give(response, answer(call))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}

/** The gateway's ten seconds are shortened, so that nobody waits for them. */
export const hasty: typeof globalThis.fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(150) })

async function callOf(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const headers = new Headers(request.headers as Record<string, string>)
  const { method = '', url = '' } = request
  return { method, path: url, headers, body: Buffer.concat(chunks).toString() }
}

function give(response: ServerResponse, answer: Answer): void {
  if (answer === 'closed') return void response.destroy()
  if (answer === 'late') return
  const { status, body, headers } = answer
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}))
}

/** What a protocol has agreed with us, as its documentation has it. */
export interface Contract {
  channel: (url: string, fetch: typeof globalThis.fetch) => Channel
  message: OutgoingMessage
  /** What no result and no address may hold, beside the message's text. */
  secrets: string[]
  accepted: { status?: number; body: unknown; result: SendResult }
  /** What is wrong, how the gateway says so, and what comes of it. */
  refusals: [what: string, answer: Answer, result: SendResult][]
  /** How the gateway is asked about an earlier try; absent if it cannot be. */
  question?: {
    is: (call: Call) => boolean
    found: unknown
    result: SendResult
    notThere: unknown
  }
  /** What the gateway says of a message that it took; absent if it cannot be asked. */
  states?: [what: string, body: unknown, report: Report | null][]
  notices?: {
    genuine: [what: string, call: NoticeCall, notices: Notice[]][]
    forged: [what: string, call: NoticeCall][]
  }
}

/** Holds a channel to its contract. */
export function honours(name: string, contract: Contract): void {
  const { channel, message, accepted, question, secrets } = contract
  const taken = { status: accepted.status ?? 200, body: accepted.body }
  const again = (last = false) => ({ ...message, retried: { since: Date.now() - 5000, last } })
  const isQuestion = question?.is ?? (() => false)

  /** Nothing that a result or an address holds tells the code or the account's secret. */
  function tellsNothing(result: unknown, calls: Call[]) {
    const seen = JSON.stringify([result, calls.map(({ path }) => decodeURIComponent(path))])
    for (const secret of [...secrets, message.text, '12345']) expect(seen).not.toContain(secret)
  }

  async function tried(answer: Answer, sent = message, fetches: typeof globalThis.fetch = fetch) {
    const { url, calls } = await startGateway(() => answer)
    const result = await channel(url, fetches).send(sent)
    tellsNothing(result, calls)
    return result
  }

  describe(name, () => {
    test('a message that the gateway takes is sent', async () => {
      expect(await tried(taken)).toEqual(accepted.result)
    })

    test.each(contract.refusals)('%s', async (_what, answer, result) => {
      expect(await tried(answer)).toEqual(result)
    })

    test('what may pass is tried again: 500, 429 with Retry-After, an unreadable answer, a redirect', async () => {
      expect(await tried({ status: 500, body: 'down' })).toEqual({ outcome: 'retry', code: 'http-500' })
      const patience = { 'retry-after': '120' }
      const busy = { outcome: 'retry', code: 'http-429', waitMs: 120_000 }
      expect(await tried({ status: 429, headers: patience })).toEqual(busy)
      expect(await tried({ status: 200, body: 'OK' })).toEqual({ outcome: 'retry', code: 'unreadable' })
      const moved = { status: 302, headers: { location: 'http://127.0.0.1:1/' } }
      expect(await tried(moved)).toEqual({ outcome: 'retry', code: 'http-302' })
    })

    test('no answer in time, and a connection that ends, are tried again', async () => {
      expect(await tried('late', message, hasty)).toEqual({ outcome: 'retry', code: 'timeout' })
      expect(await tried('closed')).toEqual({ outcome: 'retry', code: 'network' })
    })

    if (question) {
      test('a try without an answer is asked about, and not doubled', async () => {
        const { url, calls } = await startGateway((call) =>
          isQuestion(call) ? { status: 200, body: question.found } : 'closed',
        )
        const at = channel(url, fetch)
        expect(await at.send(message)).toEqual({ outcome: 'retry', code: 'network' })
        const result = await at.send(again())
        expect(result).toEqual(question.result)
        expect(calls.map(isQuestion)).toEqual([false, true])
        tellsNothing(result, calls)
      })

      test('what the gateway does not have is sent', async () => {
        const { url, calls } = await startGateway((call) =>
          isQuestion(call) ? { status: 200, body: question.notThere } : taken,
        )
        expect(await channel(url, fetch).send(again())).toEqual(accepted.result)
        expect(calls.map(isQuestion)).toEqual([true, false])
      })

      test('a question without an answer is asked again, and with the last try the message goes out', async () => {
        const { url, calls } = await startGateway((call) => (isQuestion(call) ? { status: 503 } : taken))
        const at = channel(url, fetch)
        expect(await at.send(again())).toEqual({ outcome: 'retry', code: 'http-503' })
        expect(await at.send(again(true))).toEqual(accepted.result)
        expect(calls.map(isQuestion)).toEqual([true, true, false])
      })
    }

    const { states, notices } = contract
    if (states)
      test.each([...states, ['nothing that can be read', 'OK', null]] satisfies typeof states)(
        'asked what became of it: %s',
        async (_what, body, report) => {
          const { url, calls } = await startGateway(() => ({ status: 200, body }))
          const asked = await channel(url, fetch).ask?.({ id: message.id, providerId: 'P1', to: message.to })
          expect(asked).toEqual(report)
          expect(calls).toHaveLength(1)
          tellsNothing(asked, calls)
        },
      )
    if (states)
      test('asked in vain, nothing is known', async () => {
        const { url } = await startGateway(() => 'closed')
        const sent = { id: message.id, providerId: 'P1', to: message.to }
        expect(await channel(url, fetch).ask?.(sent)).toBeNull()
      })

    if (notices) {
      const read = (call: NoticeCall) => channel('http://127.0.0.1:1', fetch).readNotices?.(call)
      test.each(notices.genuine)('a report of its own, also twice: %s', async (_what, call, expected) => {
        expect(await read(call)).toEqual(expected)
        expect(await read(call)).toEqual(expected)
      })
      test.each(notices.forged)('a report that is not genuine: %s', async (_what, call) => {
        expect(await read(call)).toBeNull()
      })
    }
  })
}
