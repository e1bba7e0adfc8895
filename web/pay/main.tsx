import { render } from 'preact'
import '../ui/tokens.css'
import '../ui/base.css'
import './pay.css'
import { App } from './App.tsx'
import { takeToken } from './kept.ts'
import { load } from './texts.ts'

// Before anything can fail or wait, so that the token stands in no history and no picture of the screen.
const kept = takeToken()
const root = document.getElementById('root')!
// Another QR code that opens in this very tab starts over.
addEventListener('hashchange', () => location.reload())

/** Without its texts the page can only wait for the network. */
const start = (): Promise<void> =>
  load().then(
    () => {
      root.textContent = ''
      render(<App kept={kept} />, root)
    },
    () => void setTimeout(start, 2_000),
  )
void start()
