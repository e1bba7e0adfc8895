import { useLazy } from '../../ui/hooks.ts'
import type { DraftCheck } from './draft.ts'

/**
 * Returns the server's own check of a draft, including what finds links and phone numbers. It is larger than
 * the editor, so the page does not wait for it: undefined until it has loaded, and without a network.
 */
export function useDraftCheck(): DraftCheck | undefined {
  const part = useLazy(() => import('../../../worker/texts/draft-faults.ts'))
  return part.state === 'ready' ? part.value.draftFaults : undefined
}
