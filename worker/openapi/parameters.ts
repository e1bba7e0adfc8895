import { COURIER, KEY_ID, POINT, ROUND, SHIPMENT } from '../api/examples.ts'
import type { Operation } from '../api/operation.ts'
import { isWrite, revalidates } from '../api/rights.ts'
import { jsonSchemaOf, type NamedSchemas } from './schema.ts'

const EXAMPLES: [start: string, example: string][] = [
  ['/api/shipments', SHIPMENT],
  ['/api/stops', SHIPMENT],
  ['/api/holds', SHIPMENT],
  ['/api/deliveries', SHIPMENT],
  ['/api/rounds', ROUND],
  ['/api/people', COURIER],
  ['/api/evidence', COURIER],
  ['/api/points', POINT],
  ['/api/api-keys', KEY_ID],
  ['/api/webhooks', 'erp'],
  ['/api/violations', `${SHIPMENT}:11`],
  ['/api/contracts', 'maison-lumiere'],
]
const exampleFor = (path: string) => EXAMPLES.find(([start]) => path.startsWith(start))?.[1] ?? SHIPMENT

export const COMPONENT_PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      '16 to 64 printable characters, new for every write. The same key with the same body replays the first answer; with another body it is 422 and nothing happens.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{16,64}$' },
    example: '6f1c1a52-3f0e-4a52-9d43-4b2c6d0f7a11',
  },
  Cursor: {
    name: 'cursor',
    in: 'query',
    description: 'The `cursor` of the page before. It is opaque; what is none begins anew.',
    schema: { type: 'string' },
  },
  Format: {
    name: 'format',
    in: 'query',
    description:
      '`csv` (or `Accept: text/csv`) answers the list as a table, from its beginning and whole: at most 50,000 lines, and a last one beginning with `#` where there are more.',
    schema: { type: 'string' },
    example: 'json',
  },
  Locale: {
    name: 'locale',
    in: 'query',
    description: 'Of a table: `ru`, `fr` or `en`, for its titles and separator; else `Accept-Language`.',
    schema: { type: 'string' },
    example: 'en',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'The `ETag` of an answer you have: 304 when it still stands.',
    schema: { type: 'string' },
  },
}

const shared = (name: keyof typeof COMPONENT_PARAMETERS) => ({ $ref: `#/components/parameters/${name}` })

/** Returns everything that an operation takes beside its body. */
export function parametersOf(operation: Operation, named: NamedSchemas): object[] {
  const path = [...operation.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1 },
    example: exampleFor(operation.path),
  }))
  const query = Object.entries(operation.query ?? {}).map(
    ([name, { description, schema, example, required }]) => ({
      name,
      in: 'query',
      ...(required && { required }),
      description,
      schema: jsonSchemaOf(schema, named),
      ...(example !== undefined && { example }),
    }),
  )
  return [
    ...path,
    ...query,
    ...(operation.paged ? [shared('Cursor')] : []),
    ...(operation.table ? [shared('Format'), shared('Locale')] : []),
    ...(isWrite(operation) && !operation.keyless ? [shared('IdempotencyKey')] : []),
    ...(revalidates(operation) ? [shared('IfNoneMatch')] : []),
  ]
}
