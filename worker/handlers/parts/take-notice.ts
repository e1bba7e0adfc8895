import type { Notice } from '../../channels/channel.ts'
import { parseReference } from '../../channels/reference.ts'
import type { Env } from '../../config.ts'
import { findShipment } from '../../registry/find-shipment.ts'

/** Hands a report on to the shipment whose message it is about. One that names no message of ours is dropped. */
export async function takeNotice(env: Env, { id, providerId, outcome, code }: Notice): Promise<void> {
  const reference = parseReference(id)
  if (!reference) return
  const { shipmentId, ...message } = reference
  const shipment = await findShipment(env, shipmentId)
  await shipment.report({
    ...{ ...message, outcome },
    ...(code && { reason: code }),
    ...(providerId && { id: providerId }),
  })
}
