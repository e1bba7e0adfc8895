import { Buffer } from 'node:buffer'
import { createHmac } from 'node:crypto'
import type { JWK } from 'jose'

/**
 * Returns the `webhook-signature` of Standard Webhooks: an HMAC for every secret that signs now (`v1`) and
 * one Ed25519 signature with the deployment's published key (`v1a`), which anyone can check without a shared
 * secret.
 * @param timestampS seconds since the epoch, at the moment of sending
 */
export async function signatures(
  id: string,
  timestampS: number,
  body: string,
  secrets: readonly string[],
  key: JWK,
): Promise<string> {
  const signed = `${id}.${timestampS}.${body}`
  const shared = secrets.map((secret) => {
    const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64')
    return `v1,${createHmac('sha256', bytes).update(signed).digest('base64')}`
  })
  return [...shared, `v1a,${await ed25519(key, signed)}`].join(' ')
}

async function ed25519({ kty, crv, x, d }: JWK, text: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty, crv, x, d } as JsonWebKey,
    { name: 'Ed25519' },
    false,
    ['sign'],
  )
  const signature = await crypto.subtle.sign('Ed25519', key, new TextEncoder().encode(text))
  return Buffer.from(signature).toString('base64')
}
