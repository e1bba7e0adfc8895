import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import type { AnswerAt, InputAt, Result } from '../../api/call.ts'
import { type TabletPlace, tabletPlace } from '../place.ts'
import { postStop, type StopWrite } from '../post.ts'
import { patchStop, refreshRound, refreshStop } from '../round-state.ts'

/** What a visit reaches outside its own screen: the server, or a practice that stays in the browser. */
export interface VisitDeps {
  post: <A extends StopWrite>(
    address: A,
    shipmentId: string,
    body: InputAt<A>,
    options?: { unrepeatable?: boolean; key?: string },
  ) => Promise<Result<AnswerAt<A>>>
  place: () => Promise<TabletPlace | undefined>
  patch: (shipmentId: string, known: Partial<CourierStop>) => void
  refreshStop: (shipmentId: string) => Promise<void>
  refreshRound: () => Promise<void>
}

export const SERVER_DEPS: VisitDeps = {
  post: postStop,
  place: tabletPlace,
  patch: patchStop,
  refreshStop,
  refreshRound,
}
