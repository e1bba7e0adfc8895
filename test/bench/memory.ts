import { readdirSync, readFileSync } from 'node:fs'
import type { Client } from '../../scripts/client.ts'
import { roundAtDoors } from '../support/door.ts'
import { type Listener, listen } from '../support/socket.ts'
import { type Delivery, openLink, type System, secretOf } from '../support/world.ts'
import { startPlatform } from './platform.ts'

const STOPS = 20
const SOCKETS_EACH = 50
/** Sockets are opened this many at a time; a page opens one. */
const OPENED_AT_ONCE = 50
/** Objects are evicted after about ten seconds without a call. */
const IDLE_MS = 16_000
const TURNS = 4
/**
 * The last turn may leave at most this multiple of what the turn before it left. More would be unlimited
 * growth.
 */
const GROWTH_MAX = 1.1

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Returns the resident memory in bytes of the runtime that this process started. Only Linux lists it this
 * way.
 */
function residentBytes(): number {
  const statuses = readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    try {
      return [readFileSync(`/proc/${pid}/status`, 'utf8')]
    } catch {
      // The process ended while the list was read.
      return []
    }
  })
  const ours = statuses.filter(
    (status) =>
      /^Name:\s+workerd$/m.test(status) && new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(status),
  )
  return ours.reduce((sum, status) => sum + Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0), 0) * 1024
}

interface Scene {
  place: System
  courier: Client
  stops: Delivery[]
  pages: { phone: Client; path: string }[]
}

async function openSockets({ place, courier, stops }: Scene): Promise<Listener[]> {
  const paths = Array.from(
    { length: STOPS * SOCKETS_EACH },
    (_, n) => `/api/stops/${stops[n % STOPS]?.id}/live`,
  )
  const open: (Listener | null)[] = []
  for (let from = 0; from < paths.length; from += OPENED_AT_ONCE)
    open.push(
      ...(await Promise.all(
        paths.slice(from, from + OPENED_AT_ONCE).map((path) => listen(place, path, courier.cookie)),
      )),
    )
  return open.map((socket) => socket ?? raise('a socket was refused'))
}

function raise(why: string): never {
  throw new Error(why)
}

/** Makes reads of every kind, and facts that reach every socket of their shipment. */
async function burst({ place, courier, stops, pages }: Scene): Promise<void> {
  for (let n = 0; n < 5; n++)
    await Promise.all(
      stops.flatMap(({ id }, index) => [
        courier.get(`/api/stops/${id}`),
        place.dispatcher.get(`/api/shipments/${id}`),
        place.dispatcher.get(`/api/shipments/${id}/events`),
        pages[index]?.phone.get(pages[index].path),
        courier.get('/api/round'),
      ]),
    )
  const wrong = { label: `NOBODYS-${crypto.randomUUID()}`, by: 'camera' }
  for (const { phone, path } of pages) await phone.must('POST', `${path}/scan`, wrong)
}

/**
 * Opens a thousand silent sockets, sends a burst, closes the sockets, and repeats this. It prints the
 * runtime's memory as a multiple of the memory before the first turn, and returns false when the last turn
 * leaves too much more than the one before.
 */
export async function benchMemory(): Promise<boolean> {
  const place = await startPlatform()
  const { courier, stops } = await roundAtDoors(place, 'kse', STOPS)
  const pages = await Promise.all(
    stops.map(async ({ phone }) => openLink(place, (await secretOf(place, phone)).link)),
  )
  const scene = { place, courier, stops, pages }
  await wait(IDLE_MS)
  const before = residentBytes()
  const share = () => residentBytes() / before
  const left: number[] = []
  for (let turn = 1; turn <= TURNS; turn++) {
    const sockets = await openSockets(scene)
    const opened = share()
    await wait(IDLE_MS)
    const idle = share()
    await burst(scene)
    const busy = share()
    const heard = sockets.filter(({ heard }) => heard.length > 0).length
    if (heard < sockets.length) throw new Error(`${heard} of ${sockets.length} sockets heard of the burst`)
    for (const socket of sockets) socket.close()
    await wait(IDLE_MS)
    left.push(share())
    const parts = [opened, idle, busy, share()].map((of) => of.toFixed(2))
    console.log(
      `     memory, ${STOPS * SOCKETS_EACH} sockets, turn ${turn}: opened ${parts[0]}, idle ${parts[1]}, after a burst ${parts[2]}, closed ${parts[3]}`,
    )
  }
  await place.close()
  const growth = (left.at(-1) ?? 1) / (left.at(-2) ?? 1)
  const within = growth <= GROWTH_MAX
  console.log(
    `${within ? 'ok  ' : 'OVER'} ${'memory left by the last turn, of the one before'.padEnd(42)} ${growth.toFixed(2)} of ${GROWTH_MAX}`,
  )
  return within
}

if (import.meta.main) process.exitCode = (await benchMemory()) ? 0 : 1
