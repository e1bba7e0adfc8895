import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import {
  bindingHash,
  chainHash,
  longShipmentIdOf,
  receiptNumber,
  shipmentIdOf,
} from '../../worker/security/chain.ts'
import {
  linkUrl,
  parseLinkToken,
  parseQr,
  parseReceipt,
  qrText,
  receiptText,
} from '../../worker/security/codes.ts'
import { bodyFingerprint } from '../../worker/security/fingerprint.ts'
import { parseKeyRing } from '../../worker/security/keys.ts'
import { equalSecrets, linkBits, pinOf, qrBits, receiptBits } from '../../worker/security/secrets.ts'
import { signInvitation, signStaff, verifyInvitation, verifyStaff } from '../../worker/security/tokens.ts'

const bytes = (byte: number) => Buffer.alloc(32, byte).toString('base64url')
function ringOf(current: string, keys: Record<string, string>) {
  const faults: string[] = []
  const ring = parseKeyRing('RING', JSON.stringify({ current, keys }), true, faults)
  if (!ring || faults.length > 0) throw new Error(faults.join())
  return ring
}
const ring = ringOf('k1', { k1: bytes(1) })
const seed = { shipmentId: 'shipment-one-22-chars-', kid: 'k1', salt: Buffer.alloc(16, 7) }

describe('derived secrets', () => {
  test('R4: the same key, salt and version give the same PIN of n digits; another version gives another', () => {
    for (const digits of [5, 6, 7, 8])
      expect(pinOf(ring, seed, 1, digits)).toMatch(new RegExp(`^\\d{${digits}}$`))
    expect(pinOf(ring, seed, 1, 6)).toBe(pinOf(ring, seed, 1, 6))
    const versions = new Set(Array.from({ length: 50 }, (_, version) => pinOf(ring, seed, version, 8)))
    expect(versions.size).toBe(50)
  })

  test('R4: without the Worker’s key or without the salt the secrets are others', () => {
    const otherKey = ringOf('k1', { k1: bytes(2) })
    const otherSalt = { ...seed, salt: Buffer.alloc(16, 8) }
    for (const bits of [qrBits, linkBits, receiptBits]) {
      expect(bits(otherKey, seed, 1)).not.toBe(bits(ring, seed, 1))
      expect(bits(ring, otherSalt, 1)).not.toBe(bits(ring, seed, 1))
    }
  })

  test('R4: purposes never share bits, so that a QR is no link and no receipt', () => {
    const all = [qrBits, linkBits, receiptBits].map((bits) => bits(ring, seed, 1))
    expect(new Set(all).size).toBe(3)
    for (const bits of all) expect(Buffer.from(bits, 'base64url')).toHaveLength(16)
  })

  test('R4: a rotated ring still derives what an old key made', () => {
    const rotated = ringOf('k2', { k1: bytes(1), k2: bytes(9) })
    expect(pinOf(rotated, seed, 1, 6)).toBe(pinOf(ring, seed, 1, 6))
    expect(pinOf(rotated, { ...seed, kid: 'k2' }, 1, 6)).not.toBe(pinOf(ring, seed, 1, 6))
  })

  test('PINs are spread evenly: no digit of any place stands out in 20,000 shipments', () => {
    const counts = Array.from({ length: 5 }, () => new Array<number>(10).fill(0))
    for (let n = 0; n < 20_000; n++) {
      const pin = pinOf(ring, { ...seed, shipmentId: `s${n}` }, 1, 5)
      for (const [place, digit] of [...pin].entries()) counts[place]![Number(digit)]!++
    }
    // Each digit is expected 2,000 times; seven standard deviations are about 300.
    for (const place of counts) for (const count of place) expect(Math.abs(count - 2000)).toBeLessThan(300)
  })

  test('comparison is of whole texts, also of different lengths', () => {
    expect(equalSecrets('12345', '12345')).toBe(true)
    expect(equalSecrets('12345', '12346')).toBe(false)
    expect(equalSecrets('12345', '1234')).toBe(false)
  })
})

describe('texts of codes', () => {
  const bits = qrBits(ring, seed, 1)

  test('what is written is read back; anything else is no code of ours', () => {
    expect(parseQr(qrText('abc', bits))).toEqual({ shipmentId: 'abc', bits })
    expect(parseReceipt(receiptText('abc', 3, bits))).toEqual({ shipmentId: 'abc', parcel: 3, bits })
    for (const other of [
      '',
      'SESAME:1:',
      `SESAME:2:abc:${bits}`,
      `sesame:1:abc:${bits}`,
      'https://example.com',
    ])
      expect(parseQr(other)).toBeNull()
    expect(parseReceipt(receiptText('abc', 0, bits))).toBeNull()
  })

  test('R25: the link is at most 54 characters with the default address, its secret behind the #', () => {
    const shipmentId = shipmentIdOf('contract', 'waybill')
    const bits = linkBits(ring, { ...seed, shipmentId }, 1)
    const url = linkUrl('http://localhost:8787', shipmentId, bits)
    expect(url.length).toBeLessThanOrEqual(54)
    const { pathname, hash } = new URL(url)
    expect(pathname).toBe('/r')
    expect(parseLinkToken(hash.slice(1))).toEqual({ shipmentId, bits })
  })

  test('R25: ids and links are letters and digits, spread evenly, so that no client leaves their end out', () => {
    const counts: Record<string, number> = {}
    const texts = Array.from({ length: 2000 }, (_, n) => {
      const shipmentId = shipmentIdOf('contract', `waybill-${n}`)
      return [shipmentId, linkBits(ring, { ...seed, shipmentId }, 1)]
    }).flat()
    for (const text of texts) {
      expect(text).toMatch(/^[A-Za-z0-9]{14}$/)
      for (const sign of [text[0], text[13]]) counts[String(sign)] = (counts[String(sign)] ?? 0) + 1
    }
    expect(new Set(texts).size).toBe(texts.length)
    // Each sign is expected 129 times; seven standard deviations are about 79.
    expect(Object.keys(counts)).toHaveLength(62)
    for (const count of Object.values(counts)) expect(Math.abs(count - 129)).toBeLessThan(79)
  })

  test('R25: a link of before is read as long as it was; half of each is no link', () => {
    const long = longShipmentIdOf('contract', 'waybill')
    const bits = linkBits(ring, { ...seed, shipmentId: long }, 1)
    expect([long.length, bits.length]).toEqual([22, 22])
    expect(parseLinkToken(`${long}.${bits}`)).toEqual({ shipmentId: long, bits })
    const short = shipmentIdOf('contract', 'waybill')
    for (const mixed of [
      `${short}.${bits}`,
      `${long}.${short}`,
      `${short}.${short}x`,
      `${short}.${short.slice(1)}`,
    ])
      expect(parseLinkToken(mixed)).toBeNull()
  })
})

describe('the chain', () => {
  test('R31: a hash depends on every byte before it, and on no order of keys', () => {
    const first = chainHash('', { seq: 1, at: 5, fact: { type: 'arrived' } })
    expect(chainHash('', { fact: { type: 'arrived' }, at: 5, seq: 1 })).toBe(first)
    expect(chainHash('', { seq: 1, at: 6, fact: { type: 'arrived' } })).not.toBe(first)
    expect(chainHash(first, { seq: 2 })).not.toBe(chainHash('', { seq: 2 }))
  })

  test('R31: personal data is bound by a salted hash that tells nothing without the salt', () => {
    const salt = Buffer.alloc(16, 1)
    expect(bindingHash(salt, { name: 'Anna' })).not.toBe(bindingHash(Buffer.alloc(16, 2), { name: 'Anna' }))
    expect(bindingHash(salt, { name: 'Anna' })).toBe(bindingHash(salt, { name: 'Anna' }))
  })

  test('a receipt number is eight characters that people can read out', () => {
    expect(receiptNumber(chainHash('', { seq: 1 }))).toMatch(
      /^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{2}$/,
    )
  })
})

test('a fingerprint of a body is keyed: without the key nobody can test a PIN against it', () => {
  const body = '{"pin":"12345"}'
  expect(bodyFingerprint(ring, body)).not.toBe(bodyFingerprint(ringOf('k1', { k1: bytes(3) }), body))
})

describe('tokens', () => {
  const now = Date.now()
  const session = { role: 'courier', personId: 'p', sessionId: 's', expiresAt: now + 60_000 } as const

  test('a session is read back until it expires, and not under another key', async () => {
    const token = await signStaff(ring, session)
    expect(await verifyStaff(ring, token, now)).toMatchObject({
      role: 'courier',
      personId: 'p',
      sessionId: 's',
    })
    expect(await verifyStaff(ring, token, now + 61_000)).toBeNull()
    expect(await verifyStaff(ringOf('k1', { k1: bytes(4) }), token, now)).toBeNull()
    expect(await verifyStaff(ring, `${token.slice(0, -3)}AAA`, now)).toBeNull()
  })

  test('an invitation is accepted from the operator’s key, of its own type and audience, while it lasts', async () => {
    const pair = async (kid: string): Promise<JWK> => {
      const { privateKey } = await generateKeyPair('Ed25519', { extractable: true })
      return { ...(await exportJWK(privateKey)), kid }
    }
    const [key, stranger] = [await pair('a'), await pair('a')]
    const exp = Math.floor(now / 1000) + 60
    const invitation = {
      jti: 'j',
      role: 'courier',
      personId: 'p',
      name: 'N',
      invitedBy: 'o',
      issuedAt: now,
      exp,
    } as const
    const token = await signInvitation(key, invitation)
    expect(await verifyInvitation([key], token, now)).toEqual(invitation)
    expect(await signInvitation(key, invitation)).toBe(token)
    expect(await verifyInvitation([stranger], token, now)).toBeNull()
    expect(await verifyInvitation([key], token, now + 61_000)).toBeNull()
    // A session token is never an invitation, whatever it contains.
    expect(await verifyInvitation([key], await signStaff(ring, session), now)).toBeNull()
    const unsigned = new SignJWT({ role: 'dispatcher' }).setProtectedHeader({ alg: 'HS256', kid: 'a' })
    expect(await verifyInvitation([key], await unsigned.sign(Buffer.alloc(32)), now)).toBeNull()
  })
})
