import type { EventLine } from '../../../worker/api/shipments/answers.ts'
import type { PersonalParts, PersonalView } from '../../../worker/api/shipments/evidence.ts'
import { dataKindOf } from '../../../worker/domain/retention.ts'
import type { DataKind } from '../../../worker/domain/terms.ts'

/** What is kept beside one event, and the kinds that were erased, each with its time. */
export interface EventPersonalData {
  parts: PersonalParts | undefined
  gone: { kind: DataKind; at: string }[]
}

/** Returns when data of a kind that came with an event was erased, or undefined while it is still there. */
function erasedAt(events: readonly EventLine[], seq: number, kind: DataKind): string | undefined {
  return events.find(
    (event) =>
      event.seq > seq &&
      event.type === 'erased' &&
      (event.data.kinds as DataKind[] | undefined)?.includes(kind),
  )?.at
}

/**
 * Returns what is or was kept beside an event. The log says what came with the event and when it was erased.
 */
export function personalDataOf(
  event: EventLine,
  events: readonly EventLine[],
  personal: PersonalView,
): EventPersonalData {
  const parts = personal.events.find(({ seq }) => seq === event.seq)
  const bound = Object.keys((event.data.bound as object | undefined) ?? {})
  const gone = new Map<DataKind, string>()
  for (const stored of bound) {
    if (parts?.kinds.includes(stored)) continue
    const kind = dataKindOf(stored)
    const at = erasedAt(events, event.seq, kind)
    if (at) gone.set(kind, at)
  }
  return { parts, gone: [...gone].map(([kind, at]) => ({ kind, at })) }
}
