import type { Locale } from '../../worker/domain/terms.ts'

interface InstallEvent extends Event {
  prompt(): Promise<unknown>
  userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

/** For how long somebody who said "not now" is not asked again. */
const SILENT_MS = 30 * 24 * 3_600_000
const KEY = 'sesame.install-refused'

let offered: InstallEvent | undefined
/** Without storage a refusal counts while the page is open. */
let refusedAt = 0
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

/** Keeps the browser's offer to install until the person wants it. Call this once, early. */
export function listenForInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offered = event as InstallEvent
    tell()
  })
  addEventListener('appinstalled', () => {
    offered = undefined
    tell()
  })
}

/** Names the manifest of the page's language, in which the system shows the app's shortcuts. */
export function linkManifest(lang: Locale): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')
  if (link) link.href = `/app/manifest${lang === 'en' ? '' : `.${lang}`}.webmanifest`
}

function lastRefusal(): number {
  try {
    return Math.max(refusedAt, Number(localStorage.getItem(KEY)))
  } catch {
    return refusedAt
  }
}

/**
 * Says whether to speak of installing. `ios` means by hand; only iOS knows `navigator.standalone`. An installed app is
 * offered nothing, nor is somebody who refused less than thirty days ago.
 */
export function installState(now = Date.now()): 'offered' | 'ios' | 'none' {
  if (matchMedia('(display-mode: standalone)').matches || now - lastRefusal() < SILENT_MS) return 'none'
  if (offered) return 'offered'
  return (navigator as { standalone?: boolean }).standalone === false ? 'ios' : 'none'
}

export const onInstall = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Remembers that the person does not want it now. */
export function refuseInstall(): void {
  refusedAt = Date.now()
  try {
    localStorage.setItem(KEY, String(refusedAt))
  } catch {
    // As above.
  }
  tell()
}

/** Shows the browser's own install prompt. Each offer can be used once; a refusal there is one as well. */
export async function install(): Promise<void> {
  const event = offered
  offered = undefined
  await event?.prompt()
  if ((await event?.userChoice)?.outcome === 'dismissed') refuseInstall()
  tell()
}
