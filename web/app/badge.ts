/** Shows on the app's icon how much waits to be sent, where the system has such a badge. Never throws. */
export function showUnsent(count: number): void {
  // Types know both of every browser; iOS and Firefox lack them outside an installed app, or at all.
  const { setAppBadge, clearAppBadge } = navigator as Partial<
    Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>
  >
  const done = count > 0 ? setAppBadge?.call(navigator, count) : clearAppBadge?.call(navigator)
  done?.catch(() => {})
}
