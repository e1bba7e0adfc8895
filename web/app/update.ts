import { scriptUrl } from '../ui/script-url.ts'
import { isHeld, onHold } from './holds.ts'
import type { ToWorker } from './to-worker.ts'

const CHECK_MS = 60 * 60 * 1000
/** A version that is not there by then does not come now. */
const INSTALL_MS = 30_000

/**
 * What is known of another version: `ready` waits for consent here, or was taken by another page already; `needed` means
 * that a screen of this page is in no cache and the server has only those of another version.
 */
type Known = 'none' | 'ready' | 'needed'

let known: Known = 'none'
let registration: ServiceWorkerRegistration | undefined
let applying = false
const listeners = new Set<() => void>()

function know(next: Known): void {
  // Whatever else is found out, a screen that is missing stays missing.
  if (known === next || known === 'needed') return
  known = next
  for (const listener of listeners) listener()
}

const send = (worker: ServiceWorker | null, message: ToWorker) => worker?.postMessage(message)

/** The address of this page's own script, which names its build. */
const ownScript = (): string =>
  new URL(document.querySelector<HTMLScriptElement>('script[type=module]')!.src).pathname

/** Registers the service worker. It checks for a new version every hour and when the page becomes visible. */
export async function registerServiceWorker(): Promise<void> {
  addEventListener('vite:preloadError', () => void findOut())
  const { serviceWorker } = navigator
  if (!serviceWorker) return
  try {
    registration = await serviceWorker.register(scriptUrl('/app/sw.js'), { scope: '/app/' })
  } catch {
    // A first visit works without a service worker. The next visit tries again.
    return
  }
  // Where a test or a policy turns workers off, nothing is registered and nothing is said.
  if (registration?.waiting) know('ready')
  registration?.addEventListener('updatefound', () => {
    const next = registration?.installing
    // The first worker of all replaces nobody.
    next?.addEventListener('statechange', () => {
      if (next.state === 'installed' && registration?.active) know('ready')
    })
  })
  let controlled = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    // Another page has agreed. This one goes on with its own screens, which stay kept, until it is asked.
    if (controlled && !applying) know('ready')
    controlled = true
  })
  const check = () => void registration?.update().catch(() => {})
  setInterval(check, CHECK_MS)
  document.addEventListener('visibilitychange', () => !document.hidden && check())
  send((await serviceWorker.ready).active, { type: 'started', script: ownScript() })
}

/** Finds out why a part could not be loaded: a server with another version than this page's has it no more. */
async function findOut(): Promise<void> {
  try {
    const response = await fetch('/app/', { cache: 'no-store' })
    const script = /<script type="module"[^>]* src="([^"]+)"/.exec(await response.text())?.[1]
    if (response.ok && script && script !== ownScript()) know('needed')
  } catch {
    // Without a network nothing is known, and the part says itself that it could not be loaded.
  }
}

/** Resolves when a version that is being installed waits, or after a while. */
const installed = (worker: ServiceWorker): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, INSTALL_MS)
    worker.addEventListener('statechange', () => worker.state !== 'installing' && done())
    if (worker.state !== 'installing') done()
  })

/**
 * Changes to the new version, which loads this page anew and no other. Call it only with the person's consent. During a
 * hand-over it does nothing. Returns whether the page is about to be loaded anew.
 */
export async function applyUpdate(): Promise<boolean> {
  if (isHeld('hand-over')) return false
  if (known === 'needed' && registration && !registration.waiting) {
    await registration.update().catch(() => {})
    if (registration.installing) await installed(registration.installing)
    // Somebody may have begun to hand over while the version was fetched.
    if (isHeld('hand-over')) return false
  }
  applying = true
  const { waiting } = registration ?? {}
  if (waiting) {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
    send(waiting, { type: 'SKIP_WAITING' })
  } else location.reload()
  return true
}

/** What the prompt says: nothing; a version to take; one that a missing screen needs, now or after the hand-over. */
export type Prompt = 'none' | 'ready' | 'needed' | 'needed-later'

export function updatePrompt(): Prompt {
  if (!isHeld('hand-over')) return known
  return known === 'needed' ? 'needed-later' : 'none'
}

/** Calls the listener when what the prompt says may have changed. Returns how to stop. */
export function onUpdate(listener: () => void): () => void {
  listeners.add(listener)
  const stop = onHold(listener)
  return () => {
    listeners.delete(listener)
    stop()
  }
}
