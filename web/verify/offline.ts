import { scriptUrl } from '../ui/script-url.ts'

const CACHE = 'verify'
const KEYS = '/.well-known/jwks.json'

/**
 * Keeps this page, what it loaded and the published keys, so that it opens again without a network. Its service worker
 * has `/verify` for its scope and nothing else: the recipient's page has none and must not get one.
 */
export async function keepOffline(): Promise<void> {
  try {
    if (!('serviceWorker' in navigator)) return
    await navigator.serviceWorker.register(scriptUrl('/verify-sw.js'), { scope: '/verify' })
    const loaded = performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith('/assets/v/'))
    const cache = await caches.open(CACHE)
    await cache.addAll([...new Set(['/verify', KEYS, ...loaded])])
  } catch {
    // A browser that keeps nothing checks all the same, as long as it is connected.
  }
}
