import { type OfferedEvent, webhookStub } from '../objects/webhook.ts'
import type { StoredReply } from '../registry/answers.ts'
import type { DurableOperation } from './operation.ts'

/** Wakes an endpoint that was saved when this was claimed, so that what waits for it is tried now. */
export const wakeWebhook: DurableOperation<{ webhookId: string; reply: StoredReply }> = {
  async perform({ WEBHOOK }, { given: { webhookId, reply } }) {
    await webhookStub(WEBHOOK, webhookId).wake()
    return { reply }
  },
}

type Replay = { event: OfferedEvent & { shipmentId: string } } | { from: number; to: number }

/** Replays one event or a range. The endpoint's object recognises the step and queues nothing twice (R34). */
export const replayEvents: DurableOperation<{ webhookId: string; what: Replay }> = {
  async perform({ WEBHOOK }, { given: { webhookId, what }, step }) {
    const { key } = step('replay').idempotency
    const webhook = webhookStub(WEBHOOK, webhookId)
    const body =
      'event' in what
        ? await webhook.replayOne(key, what.event)
        : await webhook.replayRange(key, what.from, what.to)
    return { reply: { status: 200, body } }
  },
}
