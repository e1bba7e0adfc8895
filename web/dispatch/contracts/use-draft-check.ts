import { useLazy } from '../../ui/hooks.ts'
import type { DraftCheck } from './draft.ts'

/**
 * The server's own check of a draft, with what finds links and telephone numbers: larger than the editor itself, so the
 * page does not wait for it. Undefined until it is there, and without a network.
 */
export function useDraftCheck(): DraftCheck | undefined {
  const part = useLazy(() => import('../../../worker/texts/draft-faults.ts'))
  return part.state === 'ready' ? part.value.draftFaults : undefined
}
