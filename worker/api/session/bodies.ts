import * as v from 'valibot'
import { isTrivialPin } from '../../domain/device-pin.ts'
import { either, id, line } from '../fields.ts'
import { assertion } from '../passkeys/bodies.ts'

/** 32 bytes, base64url. */
const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

/** A public key as a JWK (RFC 7517, RFC 8037). Its private half never leaves the device. */
const publicKey = either(
  'y',
  v.strictObject({ kty: v.literal('EC'), crv: v.literal('P-256'), x: coordinate, y: coordinate }),
  v.strictObject({ kty: v.literal('OKP'), crv: v.literal('Ed25519'), x: coordinate }),
)

/** A device, as the call that enrols it names it. */
const device = v.strictObject({ publicKey, name: line(60) })

/** An invitation (JWS) or a link's `<shipment id>.<bits>`; an invitation enrols the device. */
export const openSession = v.strictObject({
  token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,2000}$/)),
  device: v.optional(device),
})

export const renewSession = v.strictObject({
  personId: id,
  /** The version of the app and how many acts wait on the device, for whoever looks after the tablets. */
  app: v.optional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,40}$/))),
  unsent: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))),
})

const sixDigits = v.pipe(v.string(), v.regex(/^\d{6}$/))

export const shiftOptions = v.strictObject({ personId: id })

/** A passkey also enrols the device that signs the call, where it is named; a PIN counts on a known one only. */
export const openShift = either(
  'passkey',
  v.strictObject({ personId: id, passkey: assertion, device: v.optional(device) }),
  v.strictObject({ personId: id, pin: sixDigits }),
)

/** An address of ours that is read, with its query. */
const readPath = v.pipe(v.string(), v.regex(/^\/api\/[\x21-\x7e]{1,500}$/))

export const ticket = v.strictObject({ personId: id, path: readPath })

export const setPin = v.strictObject({
  pin: v.pipe(
    sixDigits,
    v.check((pin) => !isTrivialPin(pin), 'trivial'),
  ),
})

export const endSession = either(
  'deliveryId',
  v.strictObject({ deliveryId: id }),
  v.strictObject({ role: v.picklist(['courier', 'counter', 'depot', 'dispatcher']) }),
)
