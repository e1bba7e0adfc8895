/** Reads a JSON object, from its text or as a part of another; anything else is read as `{}`. */
export function objectOf(value: unknown): Record<string, unknown> {
  const read = typeof value === 'string' ? parsed(value) : value
  return isObject(read) ? read : {}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
