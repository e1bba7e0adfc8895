import * as v from 'valibot'
import { API_SCOPES } from '../../domain/roles.ts'
import { id, line } from '../fields.ts'

export const createApiKey = v.strictObject({
  name: line(120),
  /** If absent, the key is for all contracts. */
  contractId: v.optional(id),
  scopes: v.optional(v.pipe(v.array(v.picklist(API_SCOPES)), v.minLength(1))),
})
