import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as a shipper's endpoint received it. */
export interface Received {
  path: string
  headers: Record<string, string>
  text: string
}

/** The endpoint's answer. By default it is 200. */
export interface Reply {
  status: number
  body?: string
  headers?: Record<string, string>
  /** Takes the request and never answers it. */
  silent?: true
}

/** A shipper's endpoint on loopback. */
export interface Receiver {
  url: string
  got: Received[]
  /** Decides the answer to every request. Tests may replace it. */
  answer: (request: Received) => Reply
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    got: [],
    answer: () => ({ status: 200 }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const received = {
        path: request.url ?? '',
        headers: request.headers as Record<string, string>,
        text: Buffer.concat(chunks).toString(),
      }
      const { status, body = '', headers = {}, silent } = receiver.answer(received)
      receiver.got.push(received)
      if (silent) return
      response.writeHead(status, { connection: 'close', ...headers }).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return receiver
}
