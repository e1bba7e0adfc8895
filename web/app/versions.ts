import { Workbox } from 'workbox-window'
import type { ToWorker } from './to-worker.ts'

const CHECK_MS = 60 * 60 * 1000
/** A version that is not there by then does not come now. */
const INSTALL_MS = 30_000

/** How a page comes by another version. */
export interface Versions {
  /** Fetches the server's version, unless one waits already. Resolves when it waits, has failed, or takes too long. */
  fetchNext(): Promise<void>
  /** Changes to the version that waits, if any, and loads this page anew. */
  takeOver(): void
}

const installed = (worker: ServiceWorker): Promise<unknown> =>
  new Promise((done) => {
    setTimeout(done, INSTALL_MS)
    worker.addEventListener('statechange', done)
  })

/**
 * Registers the service worker at an address, tells it that the page with this script has started, and calls `onReady`
 * when another version waits or has taken over. It checks for one every hour and when the page becomes visible. Rejects
 * where no service worker can be had.
 */
export async function followVersions(
  address: string,
  script: string,
  onReady: () => void,
): Promise<Versions> {
  const workbox = new Workbox(address, { scope: '/app/' })
  let applying = false
  let controlled = navigator.serviceWorker.controller !== null
  workbox.addEventListener('waiting', onReady)
  workbox.addEventListener('controlling', () => {
    if (applying) location.reload()
    // Another page has agreed. This one goes on with its own screens, which stay kept, until it is asked. The first
    // worker of all replaces nobody.
    else if (controlled) onReady()
    controlled = true
  })
  const registration = await workbox.register()
  const started: ToWorker = { type: 'started', script }
  void workbox.active.then((worker) => worker.postMessage(started))
  const look = async () => {
    await workbox.update()
    // Workbox stops watching after one version that it did not ask for. If that one failed, the next is found here.
    if (registration?.waiting) onReady()
  }
  const check = () => void look().catch(() => {})
  setInterval(check, CHECK_MS)
  document.addEventListener('visibilitychange', () => !document.hidden && check())
  return {
    async fetchNext() {
      if (registration?.waiting) return
      await workbox.update().catch(() => {})
      if (registration?.installing) await installed(registration.installing)
    },
    takeOver() {
      applying = true
      if (registration?.waiting) workbox.messageSkipWaiting()
      else location.reload()
    },
  }
}
