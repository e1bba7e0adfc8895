import { type Mode, mode, notice } from './state.ts'

const BASE = '/app/counter'
const PATHS: Record<Mode, string> = {
  issue: BASE,
  receive: `${BASE}/receive`,
  holds: `${BASE}/holds`,
  day: `${BASE}/day`,
}

/** What the browser's history keeps of the counter. Addresses name the mode and never a parcel or a person. */
interface Entry {
  /** How many modes of the counter lie before this one: the key for "back" leads out of it from 0. */
  counter: number
  /** A second entry of the same address. Leaving it by "back" is one step back inside the mode. */
  step?: boolean
}

const isOurs = (state: unknown): state is Entry => typeof (state as Entry | null)?.counter === 'number'
const here = (): Entry => (isOurs(history.state) ? history.state : { counter: 0 })
const path = () => location.pathname.replace(/\/+$/, '')
const modeAt = (at: string): Mode =>
  (Object.keys(PATHS) as Mode[]).find((one) => PATHS[one] === at) ?? 'issue'

let at = { ...here(), path: '' }
const arrive = () => {
  at = { ...here(), path: path() }
}

function push(entry: Entry, address?: string): void {
  history.pushState(entry, '', address)
  arrive()
}

/** Turns to a mode and puts it into the address, so that a reload and the key for "back" lead to it again. */
export function go(next: Mode): void {
  if (modeAt(path()) !== next) push({ counter: here().counter + 1 }, PATHS[next])
  mode.value = next
}

/** Whether the key for "back" would leave the counter now. */
export const atFirst = (): boolean => at.counter === 0

/**
 * Follows the browser's history until the returned function is called. `back` takes one step back inside the
 * mode; it says false where there is none, and the browser goes on to the mode before.
 */
export function followAddress(back: () => boolean): () => void {
  if (!isOurs(history.state)) history.replaceState({ counter: 0 } satisfies Entry, '')
  arrive()
  mode.value = modeAt(at.path)
  // Browsers skip entries that came without a touch or a key, so the second entry waits for the first of them.
  const stand = () => {
    if (!at.step) push({ counter: at.counter, step: true })
  }
  const onPop = () => {
    const before = at
    arrive()
    if (!before.step || at.step || before.path !== at.path) {
      mode.value = modeAt(at.path)
      notice.value = null
    } else if (back()) stand()
    else history.back()
  }
  addEventListener('pointerdown', stand, true)
  addEventListener('keydown', stand, true)
  addEventListener('popstate', onPop)
  return () => {
    removeEventListener('pointerdown', stand, true)
    removeEventListener('keydown', stand, true)
    removeEventListener('popstate', onPop)
  }
}
