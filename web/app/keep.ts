import type { ToWorker } from './to-worker.ts'

/** What is kept for later comes after what the room itself still loads. */
const AFTER_MS = 2_000

/**
 * Tells the service worker that a room was opened, so that it keeps the room's screens of this build, and our decoder where
 * the room has a camera and the browser's own detector does not read every format. Returns how to call it off.
 */
export function keepRoom(folder: string): () => void {
  const timer = setTimeout(() => void tell(folder), AFTER_MS)
  return () => clearTimeout(timer)
}

async function tell(room: string): Promise<void> {
  try {
    const { active } = await navigator.serviceWorker.ready
    const { readsEverything } = await import('../scan/detector.ts')
    const decoder = !(await readsEverything())
    active?.postMessage({ type: 'opened', room, decoder } satisfies ToWorker)
  } catch {
    // Without a service worker nothing is kept, and without a network it is told at the next opening.
  }
}
