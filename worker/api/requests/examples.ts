import { PERSON, SHIPMENT } from '../examples.ts'

export const fingerprint = 'pOk2yQ0n7hXq3mW5T8rV1cZb6Ld9fGsJ4aUeKiNoRtE'

export const request = `contact:${SHIPMENT}:4`

export const colleague = { id: PERSON, name: 'Alix Morel' }

/** The answer of a call that now waits for a second person. */
export const requestedExample = { request, fingerprint, couldAgree: [colleague] }
