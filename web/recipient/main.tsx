import { render } from 'preact'
import '../ui/tokens.css'
import '../ui/base.css'
import './recipient.css'
import './camera.css'
import './code.css'
import { App } from './App.tsx'
import { readLink } from './link.ts'
import { openAhead } from './opening.ts'
import { Opening } from './screens/Opening.tsx'
import { load } from './texts.ts'

const link = readLink(location.hash)
if (link) openAhead(link)

const root = document.getElementById('root')!
render(<Opening />, root)

/** Without its texts the page can only wait for the network. */
function start(): void {
  load().then(
    () => render(<App />, root),
    () => setTimeout(start, 2_000),
  )
}
start()
