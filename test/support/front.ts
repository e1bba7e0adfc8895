import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** An address that is known before what stands behind it is: bytes pass through as they are, sockets too. */
export async function startFront() {
  let behind = 0
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(behind, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      // The other end is gone: its reader hears of that from the closing.
      one.on('error', () => {})
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    /** The port of what answers here from now on. */
    leadTo: (port: number) => {
      behind = port
    },
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}
