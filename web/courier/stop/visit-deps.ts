import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import type { AnswerAt, InputAt, Result } from '../../api/call.ts'
import { isOffline } from '../offline.ts'
import { type TabletPlace, tabletPlace } from '../place.ts'
import { type PostOptions, postStop, type StopWrite } from '../post.ts'
import { patchStop, refreshRound, refreshStop, waitingActs } from '../round-state.ts'
import { isCommitted } from './commitments.ts'

/** What a visit reaches outside its own screen: the server, or a practice that stays in the browser. */
export interface VisitDeps {
  post: <A extends StopWrite>(
    address: A,
    shipmentId: string,
    body: InputAt<A>,
    options?: PostOptions,
  ) => Promise<Result<AnswerAt<A>>>
  /** Whether there is no network, as far as is known. */
  offline: () => boolean
  /** Whether the tablet knows a scanned code to be right, as the round tells (R35). */
  isRight: (stop: CourierStop, code: string) => Promise<boolean>
  /** How the end of a visit is taken back: behind what ended it, where that waits to be sent. */
  reopening: (shipmentId: string) => PostOptions
  place: () => Promise<TabletPlace | undefined>
  patch: (shipmentId: string, known: Partial<CourierStop>) => void
  refreshStop: (shipmentId: string) => Promise<void>
  refreshRound: () => Promise<void>
}

export const SERVER_DEPS: VisitDeps = {
  post: postStop,
  offline: isOffline,
  isRight: isCommitted,
  reopening: (shipmentId) =>
    isOffline() || waitingActs.value.some(({ group }) => group === shipmentId)
      ? { queue: 'done' }
      : { unrepeatable: true },
  place: tabletPlace,
  patch: patchStop,
  refreshStop,
  refreshRound,
}
