import type { Context } from 'hono'
import type { Result } from '../shipment/api.ts'
import type { Call } from '../shipment/call.ts'
import type { AppEnv } from './context.ts'
import { problem } from './problem.ts'

/** Fields that a refusal is about, so that the message can stand beside them. */
const FIELDS: Record<string, { field: string; code: string }> = {
  'signature-required': { field: 'signature', code: 'required' },
  'unknown-photo': { field: 'photoIds', code: 'unknown' },
  'no-contact': { field: 'phone', code: 'no-channel' },
}

/** An object's result as the response: its value, or the problem its refusal stands for. */
export function respond(c: Context<AppEnv>, result: Result<unknown>, codeField = 'code'): Response {
  if (result.ok) return c.json(result.value as object, 200)
  if (result.refusal === 'malformed-code')
    return problem(c, 'bad-request', [{ field: codeField, code: 'malformed' }])
  const field = FIELDS[result.refusal]
  return problem(c, result.refusal, field && [field])
}

/** A socket upgrade handed to the shipment's object; nothing of the client's request goes along. */
export function upgradeRequest(sessionHeader: string, session: string): Request {
  return new Request('https://shipment/live', {
    headers: { upgrade: 'websocket', [sessionHeader]: session },
  })
}

/** Who calls and under which key, for the objects. */
export function callOf(c: Context<AppEnv>): Call {
  const { role, id } = c.get('principal')
  return { by: { role, id }, once: c.get('once') }
}
