import { eventsOf, ofType } from '../support/door.ts'
import { keyOf } from '../support/labels.ts'
import { stranger } from '../support/requests.ts'
import { announce, contractFor, newPhone, openLink, secretOf, type World } from '../support/world.ts'
import { factsOf, type Repeated } from './idempotent-writes.ts'

/** Makes a shipment with an open contact change, and the link by which the old contact can stop it. */
async function asked(world: World) {
  const { id, phone } = await announce(world, await contractFor(world, 'chronopost'))
  const { link } = await secretOf(world, phone)
  const path = `/api/shipments/${id}/contact`
  const { request, fingerprint: seen } = await world.dispatcher.must('POST', path, { phone: newPhone() })
  await world.until(async () =>
    ofType(await eventsOf(world, id), 'message-sent').some(({ data }) => data.cause === 'contact-change'),
  )
  return { client: world.dispatcher, path, link, request, seen, effect: factsOf(world, id) }
}

export const CONTACT: Record<string, (world: World) => Promise<Repeated>> = {
  'ask for another contact': async (world) => {
    const { id } = await announce(world, await contractFor(world, 'kse'))
    return {
      client: world.dispatcher,
      path: `/api/shipments/${id}/contact`,
      body: { phone: newPhone() },
      other: { phone: newPhone() },
      effect: factsOf(world, id),
    }
  },
  'agree to another contact': async (world) => {
    const { request, seen, effect } = await asked(world)
    const body = { decision: 'agree', seen }
    const path = `/api/requests/${request}/decide`
    return { client: await stranger(world), path, body, other: { decision: 'decline', seen }, effect }
  },
  'take the request for another contact back': async (world) => {
    const { client, path, effect } = await asked(world)
    return { client, path: `${path}/withdraw`, body: {}, effect }
  },
  'stop another contact from the page': async (world) => {
    const { link, effect } = await asked(world)
    const { phone: client, path } = await openLink(world, link)
    return { client, path: `${path}/contact/stop`, body: {}, effect }
  },
  'correct who it is for': async (world) => {
    const contractId = await contractFor(world, 'kse')
    const { id } = await announce(world, contractId)
    return {
      client: await keyOf(world, contractId),
      path: `/api/shipments/${id}/recipient`,
      body: { phone: newPhone() },
      other: { phone: newPhone() },
      effect: factsOf(world, id),
    }
  },
}
