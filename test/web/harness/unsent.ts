import type { Page } from 'playwright-core'
import { api } from '../../../web/api/call.ts'
import type { Act } from '../../../web/offline/act.ts'

/** Returns an act of the tablet's courier at a stop that waits for its next try. Tests pass what differs. */
export const actAt = (seq: number, group: string, change: Partial<Act> = {}): Act => ({
  key: `key-of-the-act-${seq}`,
  personId: 'c1',
  role: 'courier',
  group,
  address: api.stops.arrive,
  params: { shipmentId: group },
  body: {},
  device: 'AAAAAAAAAAAA',
  seq,
  at: new Date(Date.now() - 600_000).toISOString(),
  base: 6,
  late: true,
  state: 'waiting',
  tries: 1,
  // As long as any pause may be, and not for want of a network, so that it still waits when it is looked at.
  nextTryAt: Date.now() + 290_000,
  refusal: { status: 503, code: 'unavailable' },
  ...change,
})

/** What this device keeps of a person, by its name. */
export type Keeps = Record<string, unknown>

/** Puts acts and what is kept of the courier into the database that the app has made, and takes out all others. */
export const storeActs = (page: Page, acts: readonly Act[], keeps: Keeps = {}): Promise<void> =>
  page.evaluate(
    ([acts, keeps]) =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('sesame')
        opening.onerror = () => fail(opening.error)
        opening.onsuccess = () => {
          const writing = opening.result.transaction(['acts', 'kept'], 'readwrite')
          const store = writing.objectStore('acts')
          store.clear()
          for (const act of acts) store.put(act)
          for (const [name, value] of Object.entries(keeps))
            writing.objectStore('kept').put(value, ['c1', name])
          writing.oncomplete = () => {
            opening.result.close()
            done()
          }
        }
      }),
    [acts, keeps] as const,
  )

/** Takes the network away from a tablet, or gives it back. Its browser knows at once. */
export const network = (page: Page, on: boolean): Promise<void> => page.context().setOffline(!on)
