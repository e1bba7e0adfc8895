import type { Hono, MiddlewareHandler } from 'hono'
import type { Operation } from '../api/operation.ts'
import { isWrite, revalidates } from '../api/rights.ts'
import { auditWrites } from './audit.ts'
import { type AppEnv, type ContextOf, contextOf } from './context.ts'
import { image } from './image.ts'
import { type Reply, responseOf } from './reply.ts'
import { atPoint, requires, requiresPhone, settlesReservation } from './require.ts'
import { revalidate } from './revalidate.ts'
import { notesSpent } from './spent.ts'
import { body, idempotent } from './validate.ts'

/** An operation with its handler. */
export interface Served {
  operation: Operation
  handle: (c: ContextOf<never>) => Reply<Operation> | Promise<Reply<Operation>>
}

/** Pairs an operation with its handler. All guards that the operation declares run before the handler. */
export const serve = <O extends Operation>(
  operation: O,
  handle: (c: ContextOf<O>) => Reply<O> | Promise<Reply<O>>,
): Served => ({ operation, handle: handle as unknown as Served['handle'] })

/** Returns the guards of a handler in the order they run: rights and reservation, audit, body, key. */
function guardsOf(operation: Operation): MiddlewareHandler<AppEnv>[] {
  const { by, reserves, asks, body: content, phoneIn, keyless } = operation
  const guards: MiddlewareHandler<AppEnv>[] = []
  if (revalidates(operation)) guards.push(revalidate)
  if (by === 'phone') guards.push(requiresPhone)
  else if (by !== 'anyone') {
    guards.push(requires({ ...operation, by }))
    if (reserves) guards.push(settlesReservation)
    if (by === 'serve-counter') guards.push(atPoint)
    if (by === 'deliver' && isWrite(operation)) guards.push(notesSpent)
    if (isWrite(operation) && !asks) guards.push(auditWrites(operation))
  }
  if (content?.type === 'application/json' && content.schema) guards.push(body(content.schema, phoneIn))
  if (content?.type.startsWith('image/')) guards.push(image)
  if (isWrite(operation) && !keyless) guards.push(idempotent)
  return guards
}

/**
 * Counts the parameters of a path. Paths with fewer are mounted first, so that fixed words win over
 * parameters.
 */
const names = ({ path }: Operation) => path.split(':').length

/** Mounts operations on the app. */
export function mount(app: Hono<AppEnv>, served: readonly Served[]): void {
  for (const { operation, handle } of [...served].sort((a, b) => names(a.operation) - names(b.operation)))
    app.on(operation.method, [operation.path], ...guardsOf(operation), async (http) =>
      responseOf(http, await handle(contextOf(http) as unknown as ContextOf<never>)),
    )
}
