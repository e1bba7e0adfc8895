import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { JWK } from 'jose'
import type { Problem } from '../worker/api/common.ts'
import type { OperatorAnswer, RequestView } from '../worker/api/requests/answers.ts'
import { type OperatorAct, signOperator } from '../worker/security/tokens.ts'
import { invitationUrl } from './client.ts'
import { ensureLocalKeys } from './local-keys.ts'

const USAGE = `npm run agree -- <request>     agrees to what waits for a second person, for this once
npm run vouch -- <person>      vouches for somebody you know: from then on nobody stands above them
npm run recover -- <person>    lets somebody back in who is locked out; for 72 hours they agree to nothing

The ids stand in Dispatch → Requests and People. Signed with .keys/signing.jwk, whose secret must be one of the
deployment's SIGNING_KEYS; PUBLIC_URL names the deployment. Every act stands in the audit.
--yes does not ask first.`

const root = join(import.meta.dirname, '..')
const [act, ...rest] = process.argv.slice(2)
const subject = rest.find((word) => !word.startsWith('--'))
const confirmOrFail = rest.includes('--yes') || !process.stdin.isTTY

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

async function keyAndUrl(): Promise<{ key: JWK; publicUrl: string }> {
  const vars = await ensureLocalKeys(root)
  const file = join(root, '.keys/signing.jwk')
  if (!existsSync(file)) fail('There is no .keys/signing.jwk: the key that invitations are signed with.')
  const publicUrl = process.env.PUBLIC_URL ?? vars.PUBLIC_URL ?? 'http://localhost:8787'
  return { key: JSON.parse(readFileSync(file, 'utf8')), publicUrl }
}

const REASONS: Record<string, string> = {
  'no-request': 'Nothing waits under this id any more: it was decided, taken back, or it lapsed.',
  'not-found': 'Nobody and nothing has this id.',
  changed: 'It was changed while you read it. Run the command again and read it anew.',
  unauthorised: 'The deployment does not know this key, or another address is its PUBLIC_URL.',
}

/** Signs one operator act and sends it. The program ends where the act is refused. */
async function send(given: Omit<OperatorAct, 'jti'>): Promise<OperatorAnswer> {
  const jws = await signOperator(key, publicUrl, { ...given, jti: randomUUID() })
  const response = await fetch(`${publicUrl}/api/operator`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jws }),
  }).catch(() => fail(`${publicUrl} does not answer. Is Sesame running there, and PUBLIC_URL right?`))
  if (response.ok) return (await response.json()) as OperatorAnswer
  const { code } = (await response.json()) as Problem
  return fail(REASONS[code] ?? `Refused: ${code}`)
}

/** Lists what is requested, line by line, because whoever agrees must have seen it. */
function describe({ kind, askedBy, askedAt, waybill, contractId, person, shown }: RequestView): string {
  const lines: [string, unknown][] = [
    ['What', kind],
    ['Asked by', askedBy ? `${askedBy.name} (${askedBy.id})` : 'a rule'],
    ['Asked at', askedAt],
    ['Waybill', waybill],
    ['Contract', contractId],
    ['About', person?.name],
    ...Object.entries(shown).map(([name, value]): [string, unknown] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ]
  return lines
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `  ${name}: ${value}`)
    .join('\n')
}

async function confirmed(question: string): Promise<boolean> {
  if (confirmOrFail) return true
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await prompt.question(`${question} [y/N] `)
  prompt.close()
  return /^y(es)?$/i.test(answer.trim())
}

async function agree(request: string): Promise<void> {
  const { request: asked } = await send({ act: 'show', subject: request })
  if (!asked) return fail('Nothing waits under this id.')
  console.log(describe(asked))
  if (!(await confirmed('Agree to exactly this?'))) return console.log('Nothing was done.')
  const { effectiveAt } = await send({ act: 'agree', subject: request, seen: asked.fingerprint })
  console.log(effectiveAt ? `Agreed. It takes effect at ${effectiveAt}.` : 'Agreed.')
}

async function vouch(person: string): Promise<void> {
  const { person: known } = await send({ act: 'vouch', subject: person })
  console.log(`Vouched for ${known?.name} (${known?.role}), until somebody adds to their account again.`)
}

async function recover(person: string): Promise<void> {
  const { person: known } = await send({ act: 'recover', subject: person })
  if (!known) return
  const { url } = await invitationUrl(publicUrl, key, known.role as never, {
    subject: known.pointId ?? known.id,
    name: known.name,
    personId: known.id,
  })
  console.log(
    `${known.name} signs in with this address, once, within a day. Their other sessions have ended.\n${url}`,
  )
}

const ACTS: Record<string, (subject: string) => Promise<void>> = { agree, vouch, recover }
const run = ACTS[act ?? '']
if (!run || !subject || rest.includes('--help')) fail(USAGE)
const { key, publicUrl } = await keyAndUrl()
await run(subject)
