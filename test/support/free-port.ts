import { randomInt } from 'node:crypto'
import { portFree } from '../../scripts/server.ts'

/**
 * Systems give ports from 32768 up (Linux) or 49152 up (macOS, Windows) to connections that leave. Such a port could
 * be taken again before its finder listens there, or while a server restarts. Browsers refuse some up to 10080.
 */
const FIRST = 12_000
const END = 32_000

/** Returns a port of loopback where nobody listens, and that no connection that leaves is given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, END)
    if (await portFree(port)) return port
  }
}
