import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** The one wire by which a device reaches the world. It can be cut: for pages and service workers alike. */
export interface Wire {
  /** What a browser's context is told of it. */
  proxy: { server: string; bypass: string }
  cut(): void
  mend(): void
  close(): void
}

/** Lays a wire: a proxy through which all requests and sockets of a device go. */
export async function layWire(): Promise<Wire> {
  const open = new Set<Socket>()
  let whole = true
  const server: Server = createServer((asked, answer) => {
    if (!whole) return void asked.socket.destroy()
    const passed = request(asked.url ?? '', { method: asked.method, headers: asked.headers }, (came) => {
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
    close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
