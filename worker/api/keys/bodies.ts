import * as v from 'valibot'
import { API_SCOPES } from '../../domain/roles.ts'
import { id, text } from '../fields.ts'

export const createApiKey = v.strictObject({
  name: text(120),
  /** If absent, the key is for all contracts. */
  contractId: v.optional(id),
  scopes: v.optional(v.pipe(v.array(v.picklist(API_SCOPES)), v.minLength(1))),
})
