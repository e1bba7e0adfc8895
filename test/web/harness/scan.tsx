/// <reference types="vite/client" />
import { render } from 'preact'
import '../../../web/ui/tokens.css'
import '../../../web/ui/base.css'
import { openDetector } from '../../../web/scan/detector.ts'
import type { Detector } from '../../../web/scan/formats.ts'
import { scanFile } from '../../../web/scan/photo.ts'
import { Scanner, type ScannerState } from '../../../web/scan/Scanner.tsx'

/** The page's interface for the test. */
export interface ScanPage {
  scanned: { text: string; ms: number }[]
  states: ScannerState['state'][]
  scanUrl(url: string): Promise<string[]>
  scanFile(file: Blob): Promise<string[]>
  openDetector(): Promise<Detector>
  start(): void
  stop(): void
}

const root = document.getElementById('root')!
const page: ScanPage = {
  scanned: [],
  states: [],
  scanUrl: async (url) => scanFile(await (await fetch(url)).blob()),
  scanFile,
  openDetector,
  stop: () => render(null, root),
  start: () =>
    render(
      <Scanner
        onScan={(texts) => {
          for (const text of texts) page.scanned.push({ text, ms: performance.now() })
        }}
        onState={({ state }) => page.states.push(state)}
      />,
      root,
    ),
}
Object.assign(globalThis, { page })
