import type { ToWorker } from '../app/to-worker.ts'
import { sendFromWorker } from '../offline/worker.ts'
import { type KeptFile, keptBefore, ofOtherBuilds, partsOf, partsOfRoom, SHELL } from './files.ts'
import { keep, keepAll, keptFile } from './store.ts'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: KeptFile[] }

// Only files of the build are ever kept, each by its name in this list. API answers, which may hold personal data,
// and failed responses cannot be: the network's own answer or failure reaches the page untouched.
const PARTS = partsOf(self.__WB_MANIFEST)
const START = PARTS[0]!

/** The addresses of screens. No screen's address has a dot, and files below /app/ are not pages. */
const SCREEN = /^\/app(\/[^.]*)?$/
/** Files whose name says what is in them, of this build or of one before. */
const NAMED = /^\/assets\/[^/]+$/

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      await keepAll(START)
      // A room that was opened before goes on opening without a network. What cannot be had now is had at its next
      // opening, so it does not stand in the way of the new version.
      for (const part of keptBefore(PARTS, await caches.keys())) if (part !== START) await keep(part)
    })(),
  )
})

// A page of a first visit may lose its network before it is ever loaded again, so it is served from now on.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') {
    if (SCREEN.test(pathname)) event.respondWith(answer(request, SHELL, START.cache))
  } else if (NAMED.test(pathname)) event.respondWith(answer(request, pathname))
  else if (pathname !== SHELL && START.files.some(({ url }) => url === pathname))
    event.respondWith(answer(request, pathname, START.cache))
})

/** Answers with what is kept, otherwise with what the network says. Of what is asked here nothing is kept. */
const answer = async (request: Request, path: string, cache?: string): Promise<Response> =>
  (await keptFile(path, cache)) ?? fetch(request)

self.addEventListener('message', (event) => {
  const told = event.data as ToWorker
  // A new version takes over when the person agrees, never in the middle of a hand-over.
  if (told.type === 'SKIP_WAITING') void self.skipWaiting()
  if (told.type === 'opened') event.waitUntil(Promise.all(partsOfRoom(PARTS, told).map((part) => keep(part))))
  if (told.type === 'started' && event.source instanceof Client)
    event.waitUntil(dropOthers(event.source.id, told.script))
})

// The network is back, and no page may be open: what waits is sent from here (Background Sync).
self.addEventListener('sync', (event) => {
  const { tag } = event as ExtendableEvent & { tag: string }
  if (tag === 'sesame-outbox') (event as ExtendableEvent).waitUntil(sendFromWorker())
})

/**
 * Drops what other builds kept, once no page can need it: the page that starts is of this build and the only one, and
 * no newer worker has begun to keep its own. Until then a page of the version before finds its screens.
 */
async function dropOthers(clientId: string, script: string): Promise<void> {
  const names = ofOtherBuilds(PARTS, await caches.keys())
  if (!START.files.some(({ url }) => url === script)) return
  if (self.registration.installing || self.registration.waiting) return
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const isOther = ({ id, url }: Client) => id !== clientId && SCREEN.test(new URL(url).pathname)
  if (pages.some(isOther)) return
  await Promise.all(names.map((name) => caches.delete(name)))
}
