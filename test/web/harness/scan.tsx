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
  /** When the camera's picture came first. */
  scanningAt: number
  scanUrl(url: string): Promise<string[]>
  scanFile(file: Blob): Promise<string[]>
  /** Scans a photo that shows nothing but this code. */
  scanSvg(svg: string): Promise<string[]>
  openDetector(): Promise<Detector>
  start(): void
  stop(): void
}

const root = document.getElementById('root')!
const page: ScanPage = {
  scanned: [],
  states: [],
  scanningAt: 0,
  scanUrl: async (url) => scanFile(await (await fetch(url)).blob()),
  scanFile,
  scanSvg: async (svg) => {
    const code = new Image()
    code.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
    await code.decode()
    const canvas = new OffscreenCanvas(code.width + 200, code.height + 200)
    const pen = canvas.getContext('2d')!
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(code, 100, 100)
    return scanFile(await canvas.convertToBlob())
  },
  openDetector,
  stop: () => render(null, root),
  start: () =>
    render(
      <Scanner
        onScan={(texts) => {
          for (const text of texts) page.scanned.push({ text, ms: performance.now() })
        }}
        onState={({ state }) => {
          page.states.push(state)
          if (state === 'scanning') page.scanningAt ||= performance.now()
        }}
      />,
      root,
    ),
}
Object.assign(globalThis, { page })
