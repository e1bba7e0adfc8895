import { afterEach } from 'vitest'
import { answerFaults, operationAt } from './openapi.ts'

/**
 * Checks every answer that a test gets from the running Worker against the API document: its status, its
 * problem code, its type, and each of its fields. So the document is compared with thousands of real answers.
 */
interface Watch {
  found: Set<string>
  forgiven: RegExp[]
}
/** All test files of a process share this, so `fetch` is wrapped only once. */
const shared = globalThis as { sesameWatch?: Watch }
const watched = shared.sesameWatch !== undefined
shared.sesameWatch ??= { found: new Set(), forgiven: [] }
const { found, forgiven } = shared.sesameWatch
const ask = globalThis.fetch

/**
 * Excludes a fault that this test causes on purpose, such as an answer made from rows that the test changed
 * by hand.
 */
export const forgive = (fault: RegExp) => forgiven.push(fault)

const watchedFetch: typeof fetch = async (input, init) => {
  const response = await ask(input, init)
  const request = input instanceof Request ? input : null
  const path = new URL(request?.url ?? String(input)).pathname
  const operation = operationAt(init?.method ?? request?.method ?? 'GET', path)
  if (operation) {
    const { status, headers } = response
    const answer = { status, type: headers.get('content-type'), text: await response.clone().text() }
    const wrong = answerFaults(operation, answer)
    if (wrong) found.add(wrong)
  }
  return response
}
if (!watched) globalThis.fetch = watchedFetch

afterEach(() => {
  const faults = [...found].filter((fault) => !forgiven.some((known) => known.test(fault)))
  found.clear()
  forgiven.length = 0
  if (faults.length > 0) throw new Error(`not as documented:\n${faults.join('\n')}`)
})
