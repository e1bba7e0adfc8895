/** Everything that the Worker asks about texts, in one module, which `worker/judge.ts` loads. */
export { draftFaults } from './draft-faults.ts'
export { guard } from './guard.ts'
export { pointFaults } from './point-faults.ts'
