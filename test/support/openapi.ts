import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { openApi } from '../../worker/openapi/document.ts'

// biome-ignore lint/suspicious/noExplicitAny: a document to be walked.
type Json = any

export interface Documented {
  method: string
  /** The path as OpenAPI writes it, such as `/api/shipments/{id}`. */
  path: string
  operation: Json
}

export const DOCUMENT: Json = JSON.parse(JSON.stringify(openApi()))
const BASE = 'https://sesame.example/openapi.json'

const ajv = new Ajv2020({ strict: false, allErrors: true })
;(addFormats as unknown as (to: Ajv2020) => void)(ajv)
ajv.addSchema({ $id: BASE, ...DOCUMENT })

export const OPERATIONS: Documented[] = Object.entries(
  DOCUMENT.paths as Record<string, Record<string, Json>>,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
)

const compiled = new Map<string, ValidateFunction>()
const pointer = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))

/** Returns what is wrong with a value under the schema at a place in the document, or '' when it fits. */
export function faults(value: unknown, ...place: string[]): string {
  const ref = `${BASE}#/${place.map(pointer).join('/')}`
  const validate = compiled.get(ref) ?? ajv.compile({ $ref: ref })
  compiled.set(ref, validate)
  return validate(value) ? '' : ajv.errorsText(validate.errors)
}

const templates = OPERATIONS.map((documented) => ({
  ...documented,
  pattern: new RegExp(`^${documented.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`),
  names: documented.path.match(/\{/g)?.length ?? 0,
}))

/**
 * Returns the operation that answers a request. Fixed path parts take precedence over parameters, as in the
 * app.
 */
export function operationAt(method: string, path: string): Documented | undefined {
  const found = templates.filter((one) => one.method === method && one.pattern.test(path))
  return found.sort((a, b) => a.names - b.names)[0]
}

export interface Answer {
  status: number
  type: string | null
  text: string
}

/** Returns how an answer departs from what the document says about its operation, or '' when it does not. */
export function answerFaults(
  { method, path, operation }: Documented,
  { status, type, text }: Answer,
): string {
  const what = `${method} ${path} ${status}`
  const response = operation.responses[String(status)]
  if (!response) return `${what}: not a documented status: ${text.slice(0, 300)}`
  const bare = type?.split(';')[0] ?? ''
  if (!response.content) return text === '' ? '' : `${what}: a body where none is documented`
  if (!response.content[bare]) return `${what}: not a documented type: ${type}`
  if (!bare.endsWith('json')) return ''
  const method_ = method.toLowerCase()
  const at = ['paths', path, method_, 'responses', String(status), 'content', bare, 'schema']
  const wrong = faults(JSON.parse(text), ...at)
  return wrong && `${what}: ${wrong}: ${text.slice(0, 600)}`
}
