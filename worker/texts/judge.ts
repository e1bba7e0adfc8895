/** What the Worker asks of texts, in one module: `worker/judge.ts` loads it. */
export { draftFaults } from './draft-faults.ts'
export { guard } from './guard.ts'
export { pointFaults } from './point-faults.ts'
