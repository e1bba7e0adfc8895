import {
  type ConversionConfig,
  type JsonSchema,
  toJsonSchema,
  toJsonSchemaDefs,
} from '@valibot/to-json-schema'
import type * as v from 'valibot'

/** The schemas that the document refers to, by name. */
export type NamedSchemas = Record<string, v.GenericSchema>

function configOf(named: NamedSchemas): ConversionConfig {
  return {
    target: 'draft-2020-12',
    typeMode: 'input',
    // Our own checks have no JSON schema: the description of the field tells of them, and the API answers
    // 400.
    ignoreActions: ['trim', 'tidy', 'check'],
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    overrideSchema: ({ valibotSchema }) => {
      const { forms } = valibotSchema as { forms?: readonly v.GenericSchema[] }
      return forms && { anyOf: forms.map((form) => jsonSchemaOf(form, named)) }
    },
  }
}

const withoutMeta = ({ $schema: _schema, $defs: _defs, ...rest }: JsonSchema): JsonSchema => rest

/** Converts a schema to JSON Schema 2020-12; named schemas are referred to. */
export function jsonSchemaOf(schema: v.GenericSchema, named: NamedSchemas): JsonSchema {
  return withoutMeta(toJsonSchema(schema, { ...configOf(named), definitions: named }))
}

/** Returns the named schemas themselves. */
export function definitions(named: NamedSchemas): Record<string, JsonSchema> {
  const all = toJsonSchemaDefs(named, configOf(named))
  return Object.fromEntries(Object.keys(named).map((name) => [name, all[name] ?? {}]))
}
