import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Returns the names of the methods of a class or an interface in a source file. */
const methodsIn = (file: string): string[] =>
  [
    ...readFileSync(new URL(`../../worker/${file}`, import.meta.url), 'utf8').matchAll(
      /^ {2}(?:override )?(?:async )?([a-z]\w*)\(/gm,
    ),
  ].map(([, name = '']) => name)

/** Methods that the platform itself calls. Each class has them. */
const PLATFORM = ['constructor', 'alarm', 'webSocketMessage', 'webSocketClose']

// A stub reaches every method of an object's class, whatever its TypeScript type says, and no property of an
// instance.
test('a stub of a shipment reaches what is said of it, and nothing else: no transaction, no secret, no state', () => {
  const said = methodsIn('objects/shipment.ts')
  const reached = ['core', 'reads', 'paying', 'object'].flatMap((file) => methodsIn(`shipment/${file}.ts`))
  expect(reached.filter((name) => !PLATFORM.includes(name)).sort()).toEqual([...said].sort())
})
