import { scriptUrl } from '../ui/script-url.ts'
import { isHeld, onHold } from './holds.ts'
import type { Versions } from './versions.ts'

/**
 * What is known of another version: `ready` waits for consent here, or was taken by another page already; `needed` means
 * that a screen of this page is in no cache and the server has only those of another version.
 */
type Known = 'none' | 'ready' | 'needed'

let known: Known = 'none'
let versions: Versions | undefined
const listeners = new Set<() => void>()

function know(next: Known): void {
  // Whatever else is found out, a screen that is missing stays missing.
  if (known === next || known === 'needed') return
  known = next
  for (const listener of listeners) listener()
}

/** The address of this page's own script, which names its build. */
const ownScript = (): string =>
  new URL(document.querySelector<HTMLScriptElement>('script[type=module]')!.src).pathname

/** Returns what this page's build is called, for whoever looks after the devices. */
export const ownBuild = (): string => /([^/]+)\.js$/.exec(ownScript())?.[1] ?? ''

/** Registers the service worker, and begins to watch for new versions and for screens that are missing. */
export async function registerServiceWorker(): Promise<void> {
  addEventListener('vite:preloadError', () => void findOut())
  if (!navigator.serviceWorker) return
  try {
    // Nothing of it is needed before the first screen is seen.
    const { followVersions } = await import('./versions.ts')
    versions = await followVersions(scriptUrl('/app/sw.js'), ownScript(), () => know('ready'))
  } catch {
    // A first visit works without a service worker, and where a test or a policy turns workers off nothing is
    // registered and nothing is said. The next visit tries again.
  }
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

/**
 * Changes to the new version, which loads this page anew and no other. Call it only with the person's consent. During a
 * hand-over it does nothing. Returns whether the page is about to be loaded anew.
 */
export async function applyUpdate(): Promise<boolean> {
  if (isHeld('hand-over')) return false
  if (known === 'needed') await versions?.fetchNext()
  // Somebody may have begun to hand over while the version was fetched.
  if (isHeld('hand-over')) return false
  if (versions) versions.takeOver()
  else location.reload()
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
