import type { AnswerDescription, MediaContent, Operation, Tag } from '../api/operation.ts'
import { OPERATIONS } from '../api/operations.ts'
import { revalidates, rolesOf, scopeOf } from '../api/rights.ts'
import { NAMED } from './named.ts'
import { COMPONENT_PARAMETERS, parametersOf } from './parameters.ts'
import { problemResponse, problemsByStatus } from './problems.ts'
import { definitions, jsonSchemaOf } from './schema.ts'
import { SECURITY_SCHEMES, securityOf } from './security.ts'
import { CONVENTIONS, TAGS } from './words.ts'

const HEADERS = {
  'RateLimit-Policy': {
    description: 'The limit: `q` calls in `w` seconds (IETF draft-ietf-httpapi-ratelimit-headers).',
    schema: { type: 'string' },
    example: '"key";q=1200;w=60',
  },
  RateLimit: {
    description: 'What is left: `r` calls for the next `t` seconds.',
    schema: { type: 'string' },
    example: '"key";r=1187;t=41',
  },
  'Retry-After': {
    description: 'Seconds until it is worth another try.',
    schema: { type: 'integer' },
    example: 41,
  },
  ETag: { description: 'Names this very answer; for `If-None-Match`.', schema: { type: 'string' } },
}
type HeaderName = keyof typeof HEADERS
const limits: HeaderName[] = ['RateLimit-Policy', 'RateLimit']
const headers = (...names: HeaderName[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))

const contentOf = (list: readonly MediaContent[]) =>
  Object.fromEntries(
    list.map(({ type, schema, example }) => [
      type,
      {
        schema: schema ? jsonSchemaOf(schema, NAMED) : { type: 'string' },
        ...(example !== undefined && { example }),
      },
    ]),
  )

function responsesOf(operation: Operation): Record<string, object> {
  const limited: HeaderName[] = scopeOf(operation.by) ? limits : []
  const kept: HeaderName[] = revalidates(operation) ? ['ETag'] : []
  const withHeaders = (names: HeaderName[]) => (names.length > 0 ? { headers: headers(...names) } : {})
  const good = Object.entries(operation.answers).map(
    ([status, { description, content }]: [string, AnswerDescription]) => [
      status,
      {
        description,
        ...withHeaders([...limited, ...(status === '200' ? kept : [])]),
        ...(content && {
          content: contentOf(
            status === '200' && operation.table ? [...content, { type: 'text/csv' }] : content,
          ),
        }),
      },
    ],
  )
  const same = { description: 'The answer you have still stands', ...withHeaders([...limited, ...kept]) }
  const bad = [...problemsByStatus(operation)].map(([status, codes]) => [
    String(status),
    { ...problemResponse(codes), ...(status === 429 && { headers: headers(...limits, 'Retry-After') }) },
  ])
  return Object.fromEntries([...good, ...(kept.length > 0 ? [['304', same]] : []), ...bad])
}

/** Derives the operation id: `POST /api/shipments/:id/cancel` → `postShipmentsIdCancel`. */
export const operationId = ({ method, path }: Pick<Operation, 'method' | 'path'>) =>
  method.toLowerCase() +
  path
    .replace(/^\/api/, '')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

const WHO = {
  dispatcher: 'dispatchers',
  courier: 'couriers',
  counter: 'point staff',
  depot: 'depot staff',
  recipient: 'the recipient’s phone',
  integrator: 'API keys',
}

function rights(operation: Operation): string {
  const scope = scopeOf(operation.by)
  const who = rolesOf(operation).map((role) =>
    role === 'integrator' ? `${WHO[role]} with the scope \`${scope}\`` : WHO[role],
  )
  return `Who may: ${who.length > 0 ? who.join(', ') : 'anyone'}.`
}

function operationOf(operation: Operation) {
  const { tag, summary, description, body } = operation
  return {
    tags: [tag],
    operationId: operationId(operation),
    summary,
    description: [description, rights(operation)].filter(Boolean).join('\n\n'),
    security: securityOf(operation),
    parameters: parametersOf(operation, NAMED),
    ...(body && { requestBody: { required: true, content: contentOf([body]) } }),
    responses: responsesOf(operation),
  }
}

/** Returns the path as OpenAPI writes it. */
export const templateOf = (path: string) => path.replace(/:(\w+)/g, '{$1}')

/** Returns the whole API as OpenAPI 3.1, made from the schemas with which the routes validate. */
export function openApi() {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS) {
    const path = templateOf(operation.path)
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: operationOf(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sesame',
      version: '1',
      summary: 'Secure, contactless parcel hand-over',
      description: CONVENTIONS,
    },
    servers: [{ url: '/' }],
    tags: (Object.keys(TAGS) as Tag[]).map((name) => ({ name, description: TAGS[name] })),
    paths,
    components: {
      schemas: definitions(NAMED),
      parameters: COMPONENT_PARAMETERS,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  }
}
