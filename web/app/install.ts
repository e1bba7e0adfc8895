interface InstallEvent extends Event {
  prompt(): Promise<unknown>
  userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

let offered: InstallEvent | undefined
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

/** Says whether the app can be installed. `ios` means by hand; only iOS knows `navigator.standalone`. */
export function installState(): 'offered' | 'ios' | 'none' {
  if (offered) return 'offered'
  return (navigator as { standalone?: boolean }).standalone === false ? 'ios' : 'none'
}

export const onInstall = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Shows the browser's own install prompt. Each offer can be used once. */
export async function install(): Promise<void> {
  const event = offered
  offered = undefined
  await event?.prompt()
  tell()
}
