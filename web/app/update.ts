import { Workbox } from 'workbox-window'
import { scriptUrl } from '../ui/script-url.ts'

const CHECK_MS = 60 * 60 * 1000

let waiting: Workbox | undefined
const listeners = new Set<() => void>()

/** Registers the service worker. It checks for a new version every hour and when the page becomes visible. */
export async function registerServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const workbox = new Workbox(scriptUrl('/app/sw.js'), { scope: '/app/' })
  workbox.addEventListener('waiting', () => {
    waiting = workbox
    for (const listener of listeners) listener()
  })
  try {
    await workbox.register()
  } catch {
    // A first visit works without a service worker. The next visit tries again.
    return
  }
  const check = () => void workbox.update().catch(() => {})
  setInterval(check, CHECK_MS)
  document.addEventListener('visibilitychange', () => !document.hidden && check())
}

export const updateWaits = (): boolean => waiting !== undefined

export const onUpdate = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Changes to the new version, which reloads the page. Call it only with the person's consent. */
export function applyUpdate(): void {
  waiting?.addEventListener('controlling', () => location.reload())
  waiting?.messageSkipWaiting()
}
