import { api, type Result } from '../../../web/api/call.ts'
import type { GivenAct } from '../../../web/offline/act.ts'
import { exportActs } from '../../../web/offline/export.ts'
import * as outbox from '../../../web/offline/outbox.ts'
import { forget, keep, kept } from '../../../web/offline/store.ts'
import { sendFromWorker } from '../../../web/offline/worker.ts'

/** What a test does on a page that has nothing but an outbox. */
const page = {
  /** Puts an act of a shipment, and returns its number. */
  put: async (group: string, given: Partial<GivenAct> = {}): Promise<number> => {
    const { queued } = await outbox.put({
      ...{
        personId: 'ann',
        role: 'courier',
        group,
        address: api.stops.noCode,
        params: { shipmentId: group },
      },
      ...{ body: {}, at: new Date().toISOString(), base: 3, late: false, ...given },
    })
    return queued.seq
  },
  /** Gives all acts as a file. */
  save: () => exportActs(outbox.acts.value),
  acts: () => outbox.acts.value,
  trouble: () => outbox.storageTrouble.value,
  answered: [] as { group: string; status: number }[],
  ended: [] as string[],
  resume: outbox.resume,
  again: outbox.again,
  aside: outbox.aside,
  takeAnswers: outbox.takeAnswers,
  ...{ keep, kept, forget, sendFromWorker },
}
export type OutboxPage = typeof page

outbox.onAnswered(({ group }, { status }: Result<unknown>) => page.answered.push({ group, status }))
outbox.onSignedOut((personId) => page.ended.push(personId))
// A page that is told to only looks on.
if (location.hash !== '#still') {
  outbox.startOutbox(() => ['ann'])
  // A test may take the network away at once, and here no service worker keeps what is loaded later.
  await outbox.outboxReady()
}
Object.assign(globalThis, { page })
