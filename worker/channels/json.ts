/** Reads a JSON object, from its text or as a part of another; anything else is read as `{}`. */
export function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'string') return isObject(value) ? value : {}
  try {
    return objectOf(Object(JSON.parse(value)))
  } catch {
    return {}
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
