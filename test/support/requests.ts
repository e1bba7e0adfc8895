import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Client, signIn } from '../../scripts/client.ts'
import type { RequestView } from '../../worker/api/requests/answers.ts'
import { type OperatorAct, signOperator } from '../../worker/security/tokens.ts'
import { root, type System } from './world.ts'

type About = Partial<Pick<RequestView, 'kind' | 'shipmentId' | 'contractId'>> & { personId?: string }

/**
 * Returns the client of a dispatcher whom the operator invited, so that they are independent of everybody
 * here.
 */
export const stranger = (world: Pick<System, 'url' | 'signingKey'>, name = 'Second'): Promise<Client> =>
  signIn(world.url, world.signingKey, 'dispatcher', { name })

/** Returns every request that waits, as this dispatcher sees it. */
export async function inbox(client: Client): Promise<RequestView[]> {
  const items: RequestView[] = []
  let cursor: string | null = null
  do {
    const page = await client.must('GET', `/api/requests${cursor ? `?cursor=${cursor}` : ''}`)
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return items
}

/**
 * Waits for the outbox to deliver the one request about something, and returns it as this dispatcher sees it.
 */
export async function requestOn(
  world: System,
  { personId, ...about }: About,
  client = world.dispatcher,
): Promise<RequestView> {
  const wanted = Object.entries(about)
  return world.until(async () =>
    (await inbox(client)).find(
      (one) =>
        wanted.every(([key, value]) => one[key as keyof RequestView] === value) &&
        (personId === undefined || one.person?.id === personId),
    ),
  )
}

/** Decides about a request by the fingerprint of what the dispatcher saw. */
export const decide = (
  client: Client,
  { id, fingerprint }: Pick<RequestView, 'id' | 'fingerprint'>,
  decision: 'agree' | 'decline' = 'agree',
) => client.post(`/api/requests/${id}/decide`, { decision, seen: fingerprint })

/** Decides without the inbox about a request that was returned to whoever made it. */
export const decideAsked = (
  client: Client,
  { request, fingerprint }: { request: string; fingerprint: string },
  decision: 'agree' | 'decline' = 'agree',
) => decide(client, { id: request, fingerprint }, decision)

/** Signs an act of the operator for this deployment. */
export const operatorJws = (world: System, act: Omit<OperatorAct, 'jti'> & { jti?: string }) =>
  signOperator(world.signingKey, world.publicUrl, { jti: randomUUID(), ...act })

/** Sends an act of the operator with its signature alone, without a cookie. */
export const operate = async (world: System, act: Omit<OperatorAct, 'jti'> & { jti?: string }) =>
  new Client(world.url).post('/api/operator', { jws: await operatorJws(world, act) })

/** Runs an operator command as a person does, but without a terminal that could ask back. */
export function operatorCommand(
  world: Pick<System, 'url'>,
  act: string,
  subject: string,
): Promise<{ ok: boolean; out: string }> {
  const args = [join(root, 'scripts/operator.ts'), act, subject]
  const env = { ...process.env, PUBLIC_URL: world.url }
  return new Promise((resolve) =>
    execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
      resolve({ ok: error === null, out: `${stdout}${stderr}` }),
    ),
  )
}
