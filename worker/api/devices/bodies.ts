import { nothing } from '../fields.ts'

export const revoke = nothing
