import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Client, signIn } from '../../scripts/client.ts'
import type { RequestView } from '../../worker/api/requests/answers.ts'
import { type OperatorAct, signOperator } from '../../worker/security/tokens.ts'
import { type Place, root } from './world.ts'

type About = Partial<Pick<RequestView, 'kind' | 'shipmentId' | 'contractId'>> & { personId?: string }

/** Somebody whom the operator invited: independent of everybody here. */
export const stranger = (world: Pick<Place, 'url' | 'signingKey'>, name = 'Second'): Promise<Client> =>
  signIn(world.url, world.signingKey, 'dispatcher', { name })

/** Everything that waits, as this dispatcher sees it. */
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

/** The one request about something, as this dispatcher sees it, as soon as the outbox has told it. */
export async function requestOn(
  world: Place,
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

/** Decides about what was seen. */
export const decide = (
  client: Client,
  { id, fingerprint }: Pick<RequestView, 'id' | 'fingerprint'>,
  decision: 'agree' | 'decline' = 'agree',
) => client.post(`/api/requests/${id}/decide`, { decision, seen: fingerprint })

/** Who asks is told the request itself; this decides about it without looking at the inbox. */
export const decideAsked = (
  client: Client,
  { request, fingerprint }: { request: string; fingerprint: string },
  decision: 'agree' | 'decline' = 'agree',
) => decide(client, { id: request, fingerprint }, decision)

/** An act of the operator, signed with their key for this deployment. */
export const operatorJws = (world: Place, act: Omit<OperatorAct, 'jti'> & { jti?: string }) =>
  signOperator(world.signingKey, world.publicUrl, { jti: randomUUID(), ...act })

/** Sends an act of the operator: nobody's cookie, only the signature. */
export const operate = async (world: Place, act: Omit<OperatorAct, 'jti'> & { jti?: string }) =>
  new Client(world.url).post('/api/operator', { jws: await operatorJws(world, act) })

/** Runs a command of the operator as a person at a terminal does, without one that could be asked. */
export function operatorCommand(
  world: Pick<Place, 'url'>,
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
