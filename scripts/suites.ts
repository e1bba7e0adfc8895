/**
 * What `npm test` leaves to `npm run test:long`: every writing route with bad bodies and doubled keys, a file of
 * a thousand lines, screens in five sizes and three languages, all parts of screens, cameras that fail, random
 * input, kills, and states that older versions left.
 */
export const SWEEPS = [
  'test/worker/bad-input.test.ts',
  'test/worker/crash.test.ts',
  'test/worker/cuts.test.ts',
  'test/worker/fuzz.test.ts',
  'test/worker/idempotency.test.ts',
  'test/worker/start.test.ts',
  'test/worker/stored-state.test.ts',
  'test/worker/two-bodies.test.ts',
  'test/web/counter-fits.test.ts',
  'test/web/depot-fits.test.ts',
  'test/web/keypad-fits.test.ts',
  'test/web/parts.test.ts',
  'test/web/pay-fits.test.ts',
  'test/web/recipient-fits.test.ts',
  'test/web/round-fits.test.ts',
  'test/web/scanner-faults.test.ts',
  'test/web/stop-fits.test.ts',
  'test/web/unpaid-fits.test.ts',
  'test/e2e/accessible.test.ts',
  'test/e2e/api-docs.test.ts',
  'test/e2e/import-thousand.test.ts',
]
