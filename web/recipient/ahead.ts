import { openNative, openWasm } from '../scan/detector.ts'

/** Fetches what the next screens load, so that a stairwell without a network stops none of them. */
async function fetchAll(scans: boolean): Promise<void> {
  const parts: Promise<unknown>[] = [import('uqr'), import('./parts/NotMeDialog.tsx')]
  if (scans) {
    parts.push(
      import('../scan/Scanner.tsx'),
      import('../scan/photo.ts'),
      import('../sign/SignaturePad.tsx'),
      import('./settle.ts'),
    )
    // A detector that reads every format itself never asks for ours.
    const native = await openNative()
    if (!native?.complete) openWasm()
  }
  await Promise.allSettled(parts)
}

/**
 * Fetches the next screens ahead once the browser is idle, or at the first touch where it saves data. Returns how to
 * stop what has not begun.
 */
export function fetchAhead(scans: boolean): () => void {
  const begin = () => void fetchAll(scans).catch(() => {})
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  if (connection?.saveData) {
    addEventListener('pointerdown', begin, { once: true })
    return () => removeEventListener('pointerdown', begin)
  }
  // Safari has no idle callback.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(begin, 500)
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(begin, { timeout: 3_000 })
  return () => cancelIdleCallback(idle)
}
