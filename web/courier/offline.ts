import { useOnline } from '../ui/hooks.ts'
import { loadState } from './round-state.ts'

/** Whether this tablet has no network. A failed call is better evidence than the browser's own state. */
export const isOffline = (): boolean => !navigator.onLine || loadState.value === 'offline'

/** The same, for a screen that follows it. */
export function useOffline(): boolean {
  const online = useOnline()
  return !online || loadState.value === 'offline'
}
