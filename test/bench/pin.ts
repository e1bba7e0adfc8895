import { Agent, request } from 'node:http'
import type { Client } from '../../scripts/client.ts'
import { pinOf, roundAtDoors, wrongPins } from '../support/door.ts'
import type { System } from '../support/world.ts'
import { startPlatform } from './platform.ts'

/**
 * PIN attempts per second must reach this share of what as many warm objects do that only write one row each.
 */
const RATIO_MIN = 0.6
/** Two stops with four wrong codes each keep a courier below the twelve that block them (R18). */
const STOPS_EACH = 2
const COURIERS = 40
const TRIES = 4
const AT_ONCE = 32
const RUNS = 8

interface Call {
  courier: Client
  path: string
  body?: object
  /** Its key and the device's signature, made before the clock starts: a device makes them, not the server. */
  key?: string
  dpop?: string
  /** A text that the answer has to contain. */
  expected?: string
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

/**
 * Sends one request with as little client work as possible, because the client shares the machine with what
 * is measured.
 */
function send(base: string, { courier, path, body, key = crypto.randomUUID(), dpop }: Call): Promise<string> {
  const text = body && JSON.stringify(body)
  const headers = {
    cookie: courier.cookie,
    ...(text && {
      'content-type': 'application/json',
      'content-length': String(text.length),
      'idempotency-key': key,
    }),
    ...(dpop && { dpop }),
  }
  return new Promise((resolve, reject) => {
    const call = request(base + path, { agent, method: text ? 'POST' : 'GET', headers }, (response) => {
      let answer = ''
      response.on('data', (chunk) => {
        answer += chunk
      })
      response.on('end', () => (response.statusCode === 200 ? resolve(answer) : reject(new Error(answer))))
    })
    call.on('error', reject)
    call.end(text)
  })
}

/** Signs a call by its courier's device (R40). */
function signed(call: Call): Call {
  const key = crypto.randomUUID()
  const { courier, path, body } = call
  const method = body ? 'POST' : 'GET'
  const dpop = courier.device?.proof(method, path, { key, body: body && JSON.stringify(body) })
  return { ...call, key, ...(dpop && { dpop }) }
}

/** Returns how long the calls take together, in ms, with `AT_ONCE` of them under way at any time. */
async function timed(base: string, calls: Call[]): Promise<number> {
  const left = calls.map(signed).values()
  const start = performance.now()
  const worker = async () => {
    for (const call of left) {
      const answer = await send(base, call)
      if (call.expected && !answer.includes(call.expected)) throw new Error(`unexpected: ${answer}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return performance.now() - start
}

/**
 * One run: the same wrong codes to fresh shipments and to as many bare objects, and calls of a route that
 * does nothing. The three take turns, so that other load on the machine affects all of them alike.
 */
async function run(place: System): Promise<{ pin: number; bare: number; nothing: number }> {
  const policy = { moments: { released: ['sms'] } }
  const doors: { id: string; courier: Client; wrong: string[] }[] = []
  for (let n = 0; n < COURIERS; n++) {
    const { stops } = await roundAtDoors(place, 'kse', STOPS_EACH, { policy })
    for (const { id, courier, phone } of stops)
      doors.push({ id, courier, wrong: wrongPins(await pinOf(place, { phone }), TRIES) })
  }
  const tries = (to: string, n: number, expected: string): Call[] =>
    doors.map(({ id, courier, wrong }) => ({
      courier,
      path: `${to}/stops/${id}/pin`,
      body: { pin: wrong[n] ?? '' },
      expected,
    }))
  const nothing = doors.map(({ courier }) => ({ courier, path: '/bench/nothing' }))
  // Every object is now in memory: a shipment since the courier arrived, a bare object from this first call.
  await timed(place.url, tries('/bench', 0, ''))
  const sum = { pin: 0, bare: 0, nothing: 0 }
  for (let n = 0; n < TRIES; n++) {
    sum.bare += await timed(place.url, tries('/bench', n, 'wrong'))
    sum.pin += await timed(place.url, tries('/api', n, `"left":${4 - n}`))
    sum.nothing += await timed(place.url, nothing)
  }
  return sum
}

/**
 * Prints the ratios over all runs but the first, which warms up. It returns false when the bound is missed.
 */
export async function benchPin(): Promise<boolean> {
  const place = await startPlatform()
  place.onDevices = true
  await run(place)
  const sum = { pin: 0, bare: 0, nothing: 0 }
  for (let n = 0; n < RUNS; n++) {
    const { pin, bare, nothing } = await run(place)
    sum.pin += pin
    sum.bare += bare
    sum.nothing += nothing
  }
  await place.close()
  agent.destroy()
  const ratio = sum.bare / sum.pin
  const mark = ratio >= RATIO_MIN ? 'ok  ' : 'LOW '
  console.log(`${mark} PIN attempts against a bare object         ${ratio.toFixed(2)} of ${RATIO_MIN}`)
  console.log(`     PIN attempts against a trivial route       ${(sum.nothing / sum.pin).toFixed(2)}`)
  return ratio >= RATIO_MIN
}

if (import.meta.main) process.exitCode = (await benchPin()) ? 0 : 1
