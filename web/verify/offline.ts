import { scriptUrl } from '../ui/script-url.ts'

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
    await controlled()
    // The service worker keeps what passes through it. It alone writes: a page that is closed while it replaces an
    // entry leaves none. The page itself comes last, so that it is never kept without the rest.
    await Promise.all([...new Set([KEYS, ...loaded])].map((path) => fetch(path)))
    await fetch('/verify')
  } catch {
    // A browser that keeps nothing checks all the same, as long as it is connected.
  }
}

/** Until the service worker answers for this page: at the first visit it takes it over once it is installed. */
function controlled(): Promise<unknown> {
  const { serviceWorker } = navigator
  if (serviceWorker.controller) return Promise.resolve()
  return new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
}
