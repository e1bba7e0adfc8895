import { scriptUrl } from '../ui/script-url.ts'

const KEYS = '/.well-known/jwks.json'

/**
 * Keeps this page, what it loaded and the published keys, so that it opens without a network. Its service
 * worker has only the scope `/verify`: the recipient's page has none and must not get one.
 */
export async function keepOffline(): Promise<void> {
  try {
    if (!('serviceWorker' in navigator)) return
    await navigator.serviceWorker.register(scriptUrl('/verify-sw.js'), { scope: '/verify' })
    const loaded = performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith('/assets/v/'))
    await controlled()
    // The service worker stores what passes through it, and only it writes: a page closed while replacing an
    // entry would leave none. The page itself comes last, so that it is never stored without the rest.
    await Promise.all([...new Set([KEYS, ...loaded])].map((path) => fetch(path)))
    await fetch('/verify')
  } catch {
    // A browser that stores nothing can still check while it is connected.
  }
}

/**
 * Waits until the service worker controls this page, which at the first visit happens once it is installed.
 */
function controlled(): Promise<unknown> {
  const { serviceWorker } = navigator
  if (serviceWorker.controller) return Promise.resolve()
  return new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
}
