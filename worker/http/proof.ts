import type { Context } from 'hono'
import { bytesDigest } from '../security/chain.ts'
import { type DeviceKey, type ProofClaims, verifyProof } from '../security/proof.ts'
import { verifyTicket } from '../security/tokens.ts'
import type { AppEnv } from './context.ts'
import { ticketToken } from './cookies.ts'
import { readBytes } from './validate.ts'

/** As much as any operation of staff takes; each has a bound of its own below. */
const BODY_MAX_BYTES = 5 * 1024 * 1024
/** A socket cannot name headers of its own, only what it speaks. The second is the ticket. */
export const SOCKET_PROTOCOL = 'sesame'

/** Returns what an act's header said when the act was made. That it is late is known only afterwards. */
const asMade = (act: string | undefined): string | undefined => act?.replace(/, late$/, '')

/** Returns the digest of the body, null where there is none, or undefined where it cannot be read. */
async function bodyHash(c: Context<AppEnv>): Promise<string | null | undefined> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return null
  const bytes = await readBytes(c.req.raw, BODY_MAX_BYTES)
  if (typeof bytes === 'string') return undefined
  return bytes.byteLength === 0 ? null : bytesDigest(bytes)
}

/**
 * Returns what the device with this key says of this very call, or null (R40): the header `DPoP` is missing, is not signed
 * by the key, or speaks of another method, address, body, key or act. Its time is evidence and refuses nothing.
 */
export async function proofOf(c: Context<AppEnv>, key: DeviceKey): Promise<ProofClaims | null> {
  const header = c.req.header('dpop')
  const claims = header === undefined ? null : await verifyProof(key, header)
  if (!claims) return null
  const { pathname, search } = new URL(c.req.url)
  if (claims.htm !== c.req.method || claims.htu !== pathname + search) return null
  const named = c.req.header('idempotency-key')
  if (named !== undefined && named !== claims.jti) return null
  if (claims.act !== asMade(c.req.header('sesame-act'))) return null
  const hash = await bodyHash(c)
  return hash !== undefined && (claims.bh ?? null) === hash ? claims : null
}

/**
 * Returns the id of the ticket with which a session comes to this address without a signature, or null: a socket brings it
 * as a protocol, a tab as a cookie.
 */
export async function ticketOf(
  c: Context<AppEnv>,
  sessionId: string,
  socket: boolean,
): Promise<string | null> {
  const [protocol, spoken = ''] = (c.req.header('sec-websocket-protocol') ?? '').split(/, */)
  const token = socket ? protocol === SOCKET_PROTOCOL && spoken : c.req.method === 'GET' && ticketToken(c)
  const ticket = token ? await verifyTicket(c.get('config').sessionKeys, token, Date.now()) : null
  const { pathname, search } = new URL(c.req.url)
  return ticket?.sessionId === sessionId && ticket.path === pathname + search ? ticket.jti : null
}
