import type { BrowserContext, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { symbol } from '../../web/harness/symbol.ts'
import { openStop, tabletOf } from './courier.ts'
import type { Stop } from './day.ts'
import type { Stage } from './stage.ts'
import { layWire, type Wire } from './wire.ts'

/** What a browser writes to its console for calls without a network. */
export const WITHOUT_NETWORK =
  /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_PROXY|ERR_EMPTY|ERR_CONNECTION_RESET|ERR_TUNNEL|WebSocket|status of 401/

/** Whether a page's app, decoder and round are kept on its device. */
async function keeps(): Promise<boolean> {
  const names = (await caches.keys()).filter((name) => name.startsWith('app/decoder/'))
  const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length))
  if (!navigator.serviceWorker.controller || !files.some((count) => count > 0)) return false
  return new Promise((done) => {
    const opening = indexedDB.open('sesame')
    opening.onerror = () => done(false)
    opening.onsuccess = () => {
      const database = opening.result
      if (!database.objectStoreNames.contains('kept')) return done(false)
      const counting = database.transaction('kept').objectStore('kept').count()
      counting.onsuccess = () => {
        database.close()
        done(counting.result > 0)
      }
    }
  })
}

/** Opens a courier's tablet on the round and waits until the app and the round are kept on it. */
export async function keepingTablet(stage: Stage, stop: Stop, options = {}): Promise<Page> {
  stage.forgive(WITHOUT_NETWORK)
  const wire = await layWire()
  onTestFinished(wire.close)
  // A tablet that keeps its app, as it is without a test.
  const whole = { serviceWorkers: 'allow', proxy: wire.proxy } as const
  const tablet = await tabletOf(stage, stop, { ...whole, ...options })
  wires.set(tablet.context(), wire)
  await stage.world.until(() => tablet.evaluate(keeps))
  return tablet
}

/** The wire of each tablet. */
const wires = new WeakMap<BrowserContext, Wire>()

/** Cuts a tablet's wire without its browser knowing, as behind a router that leads nowhere. */
export const cutUnseen = (page: Page): void => wires.get(page.context())?.cut()

/** Loses the answer of every second write of a tablet from now on. Returns how many were lost so far. */
export function loseEverySecondAnswer(page: Page): () => number {
  const wire = wires.get(page.context())
  wire?.loseEverySecondAnswer()
  return () => wire?.lost() ?? 0
}

/** An act of the queue that is like one which was made on this tablet, but for what is said here. */
interface Copy {
  /** The number of the act that it is like. */
  like: number
  shipmentId: string
  seq: number
}

/** Writes acts into a tablet's own store, past all screens. Each is like one that waits there. */
export const copyIntoQueue = (page: Page, copies: readonly Copy[]): Promise<void> =>
  page.evaluate(async (given) => {
    const database = await new Promise<IDBDatabase>((done) => {
      const opening = indexedDB.open('sesame')
      opening.onsuccess = () => done(opening.result)
    })
    const store = database.transaction('acts', 'readwrite').objectStore('acts')
    const reading = store.getAll()
    await new Promise((done) => {
      reading.onsuccess = done
    })
    const made = reading.result as { seq: number }[]
    for (const { like, shipmentId, seq } of given)
      store.put({
        ...made.find((act) => act.seq === like),
        // It is signed anew when it is sent, as one whose signature could not be kept.
        proof: undefined,
        ...{ key: `copied-act-number-${seq}`, group: shipmentId, params: { shipmentId }, seq },
      })
    await new Promise((done) => {
      store.transaction.oncomplete = done
    })
    database.close()
  }, copies)

/** Takes the network away from a tablet and its service worker, or gives it back; the browser knows at once. */
export async function network(page: Page, on: boolean): Promise<void> {
  const wire = wires.get(page.context())
  if (on) wire?.mend()
  else wire?.cut()
  await page.context().setOffline(!on)
}

/** Kills the page and opens the app anew, as it is without whatever was in memory. */
export async function openAnew(page: Page): Promise<Page> {
  const context = page.context()
  const address = new URL('/app/courier', page.url()).href
  const next = await context.newPage()
  await page.close()
  await next.goto(address)
  return next
}

/** Holds a QR code before the tablet's camera. */
export async function showQr(stage: Stage, text: string): Promise<void> {
  await stage.show(await symbol(text, 'QRCode'))
}

/** Opens a stop and says that the courier has arrived, without waiting for the server. */
export async function arriveOffline(tablet: Page, stop: Stop): Promise<void> {
  await openStop(tablet, stop)
  await tablet.getByRole('button', { name: /^(Je suis sur place|Я на месте)$/ }).click()
}

/** Returns everything that scripts of a page can have stored, as one text. */
export const storedText = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const parts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => done(opening.result)
      })
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAll()
        await new Promise((done) => {
          reading.onsuccess = done
        })
        parts.push(JSON.stringify(reading.result))
      }
      database.close()
    }
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) {
        parts.push(request.url)
        if (!/\.(js|css|wasm|png|svg)$/.test(request.url))
          parts.push((await (await (await caches.open(name)).match(request))?.text()) ?? '')
      }
    return parts.join('\n')
  })
