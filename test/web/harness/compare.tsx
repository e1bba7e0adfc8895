/// <reference types="vite/client" />
import { BrowserMultiFormatReader } from '@zxing/browser'
import { BarcodeFormat, DecodeHintType } from '@zxing/library'
import { Html5QrcodeSupportedFormats as Formats, Html5Qrcode } from 'html5-qrcode'
import { render } from 'preact'
import '../../../web/ui/tokens.css'
import '../../../web/ui/base.css'
import { Scanner } from '../../../web/scan/Scanner.tsx'

export type Reader = 'ours' | '@zxing/browser' | 'html5-qrcode'

/** The page's interface for the bench. */
export interface ComparePage {
  /** Looks until the wanted text was read or the time is over. Returns every text that was told. */
  read(reader: Reader, wanted: string, ms: number): Promise<string[]>
}

const root = document.getElementById('root')!
root.style.cssText = 'position:relative;width:1280px;height:720px'
/** All are given the same camera, asked for alike. */
const VIDEO = { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } }

const START: Record<Reader, (tell: (text: string) => void) => unknown> = {
  ours: (tell) => render(<Scanner onScan={(texts) => texts.forEach(tell)} />, root),
  '@zxing/browser': (tell) => {
    const { CODE_128, CODE_39, ITF, EAN_13, QR_CODE, DATA_MATRIX, AZTEC, PDF_417 } = BarcodeFormat
    const hints = new Map<DecodeHintType, unknown>([
      [
        DecodeHintType.POSSIBLE_FORMATS,
        [CODE_128, CODE_39, ITF, EAN_13, QR_CODE, DATA_MATRIX, AZTEC, PDF_417],
      ],
      [DecodeHintType.TRY_HARDER, true],
    ])
    const video = root.appendChild(document.createElement('video'))
    const reader = new BrowserMultiFormatReader(hints, { delayBetweenScanAttempts: 100 })
    return reader.decodeFromConstraints({ video: VIDEO }, video, (result) => {
      if (result) tell(result.getText())
    })
  },
  'html5-qrcode': (tell) => {
    const formatsToSupport = [
      Formats.CODE_128,
      Formats.CODE_39,
      Formats.ITF,
      Formats.EAN_13,
      Formats.QR_CODE,
      Formats.DATA_MATRIX,
      Formats.AZTEC,
      Formats.PDF_417,
    ]
    const reader = new Html5Qrcode('root', { formatsToSupport, verbose: false })
    const options = { fps: 10, qrbox: undefined, videoConstraints: VIDEO }
    return reader.start({ facingMode: 'environment' }, options, tell, undefined)
  },
}

const page: ComparePage = {
  read: (reader, wanted, ms) =>
    new Promise((done) => {
      const told = new Set<string>()
      const end = () => done([...told])
      setTimeout(end, ms)
      const tell = (text: string) => {
        told.add(text)
        // What comes in the same look is heard of, too.
        if (text === wanted) setTimeout(end, 300)
      }
      START[reader](tell)
    }),
}
Object.assign(globalThis, { page })
