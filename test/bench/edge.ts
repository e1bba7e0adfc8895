import { createServer, request } from 'node:http'
import { connect } from 'node:net'

/** An HTTP proxy for a browser, in front of a local Worker. */
export interface Edge {
  /** For Playwright's `proxy`; the bypass makes Chromium use it for this machine too. */
  proxy: { server: string; bypass: string }
  close(): void
}

/**
 * Stands in for the edge of the platform, which passes on what a Worker has compressed. The local runtime would
 * compress it anew, and worse, for a browser that names gzip first.
 */
export async function startEdge(): Promise<Edge> {
  const server = createServer((from, to) => {
    const headers = { ...from.headers, 'accept-encoding': 'br' }
    const onward = request(from.url ?? '', { method: from.method, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(to)
    })
    onward.on('error', () => to.destroy())
    from.pipe(onward)
  })
  // Sockets come through a tunnel.
  server.on('connect', (from, socket, head) => {
    const { hostname, port } = new URL(`http://${from.url}`)
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.write(head)
      onward.pipe(socket)
      socket.pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    proxy: { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' },
    close: () => void server.close().closeAllConnections(),
  }
}
