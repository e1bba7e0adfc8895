import { render } from 'preact'
import '../ui/tokens.css'
import '../ui/base.css'
import './recipient.css'
import './camera.css'
import './code.css'
import { assumeLocale } from '../i18n/locale.ts'
import { App } from './App.tsx'
import { readLink } from './link.ts'
import { open } from './opening.ts'
import { load } from './texts.ts'

const link = readLink(location.hash)
const answer = link && open(link)
const root = document.getElementById('root')!

/**
 * Draws the page once its texts are there: with the delivery if its answer came first, as it mostly does, else
 * with the shape of the coming page. Until then the document shows that shape itself.
 */
async function start(): Promise<void> {
  await load()
  const known = await Promise.race([answer, Promise.resolve(null)])
  if (known?.ok) await assumeLocale(known.data.locale).catch(() => {})
  root.textContent = ''
  render(<App first={link && answer && { link, answer, known }} />, root)
}

/** Without its texts the page can only wait for the network. */
const startAgain = () => void start().catch(() => setTimeout(startAgain, 2_000))
startAgain()
