import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** The one wire by which a device reaches the world. It can be cut: for pages and service workers alike. */
export interface Wire {
  /** What a browser's context is told of it. */
  proxy: { server: string; bypass: string }
  cut(): void
  mend(): void
  /** Loses the answer of every second write from now on: what was asked is done, and nobody hears of it. */
  loseEverySecondAnswer(): void
  /** How many answers of writes were lost. */
  lost(): number
  close(): void
}

/** Lays a wire: a proxy through which all requests and sockets of a device go. */
export async function layWire(): Promise<Wire> {
  const open = new Set<Socket>()
  let whole = true
  let loses = false
  let writes = 0
  let lost = 0
  const sent = new Set<string>()
  const server: Server = createServer((asked, answer) => {
    if (!whole) return void asked.socket.destroy()
    // What is sent again passes: were it lost by the count alone, chance could keep one act back for minutes.
    const key = String(asked.headers['idempotency-key'] ?? '')
    const isFirst = asked.method === 'POST' && key !== '' && !sent.has(key)
    if (isFirst) sent.add(key)
    const isLost = loses && isFirst && ++writes % 2 === 0
    const passed = request(asked.url ?? '', { method: asked.method, headers: asked.headers }, (came) => {
      if (isLost) {
        lost++
        return void asked.socket.destroy()
      }
      answer.writeHead(came.statusCode ?? 502, came.headers)
      came.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  const hold = (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
  }
  server.on('connection', hold)
  // A WebSocket is asked for by a tunnel.
  server.on('connect', (asked, near: Socket) => {
    if (!whole) return near.destroy()
    const { hostname, port } = new URL(`http://${asked.url}`)
    const far = connect(Number(port), hostname, () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n')
      far.pipe(near)
      near.pipe(far)
    })
    hold(far)
    far.on('close', () => near.destroy())
    near.on('close', () => far.destroy())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    // Browsers ask this machine itself without a proxy unless they are told otherwise.
    proxy: { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' },
    cut() {
      whole = false
      for (const socket of open) socket.destroy()
    },
    mend() {
      whole = true
    },
    loseEverySecondAnswer() {
      loses = true
    },
    lost: () => lost,
    close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
