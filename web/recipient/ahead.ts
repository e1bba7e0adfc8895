import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { openNative, openWasm } from '../scan/detector.ts'

/** The states in which the camera may be needed any moment. Before them a phone need not spend its data on it. */
const SCANNED_IN: readonly unknown[] = ['out-for-delivery', 'held'] satisfies RecipientView['state'][]

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
 * Fetches the next screens ahead once the browser is idle, or at the first touch where it saves data. `scanning` is
 * the state of a delivery whose page scans labels. Returns how to stop what has not begun.
 */
export function fetchAhead(scanning: RecipientView['state'] | false): () => void {
  const begin = () => void fetchAll(SCANNED_IN.includes(scanning)).catch(() => {})
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
