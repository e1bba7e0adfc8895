import { useOnline } from '../ui/hooks.ts'
import { loadState } from './round-state.ts'

/** Whether this tablet has no network. A failed call is better evidence than the browser's own state. */
export function useOffline(): boolean {
  const online = useOnline()
  return !online || loadState.value === 'offline'
}
