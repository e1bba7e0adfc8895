// Serves /verify without a network, once it was loaded, and keeps what passes through it: the page asks for all it
// needs once it is under way (web/verify/offline.ts). With a network the network answers: keys and page are then the published ones.
const CACHE = 'verify'
const KEPT = /^\/(verify|\.well-known\/jwks\.json|assets\/v\/.+)$/

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

async function answer(request, path) {
  const cache = await caches.open(CACHE)
  try {
    const response = await fetch(request)
    if (response.ok) await cache.put(path, response.clone())
    return response
  } catch (error) {
    // Whoever asked for it when it was kept: it is the same file.
    const kept = await cache.match(path, { ignoreVary: true })
    if (kept) return kept
    throw error
  }
}

self.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== self.location.origin || !KEPT.test(pathname)) return
  event.respondWith(answer(event.request, pathname))
})
