import { render } from 'preact'
import { useState } from 'preact/hooks'
import { showUnsent } from '../../../web/app/badge.ts'
import { holdUpdate } from '../../../web/app/holds.ts'
import { load } from '../../../web/app/texts.ts'
import { UpdatePrompt } from '../../../web/app/UpdatePrompt.tsx'
import { registerServiceWorker } from '../../../web/app/update.ts'
import { useWakeLock } from '../../../web/ui/wake-lock.ts'
import '../../../web/ui/tokens.css'
import '../../../web/ui/base.css'
import '../../../web/app/app.css'

/** What the tests reach in the page. */
export interface DevicePage {
  holdUpdate: typeof holdUpdate
  showUnsent: typeof showUnsent
  stayAwake: (yes: boolean) => void
  /** What a stand-in was asked, and how to let go what a test holds. */
  log: string[]
  release: () => void
}

/** What a page does with the device it is on: updates, the screen that stays on, the number on the icon. */
function Device() {
  const [awake, setAwake] = useState(false)
  useWakeLock(awake)
  Object.assign(globalThis, { stayAwake: setAwake })
  return <UpdatePrompt />
}

Object.assign(globalThis, { holdUpdate, showUnsent })
await load()
render(<Device />, document.getElementById('root')!)
void registerServiceWorker()
