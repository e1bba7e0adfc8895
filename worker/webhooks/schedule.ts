const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Waits after each failed try of one event, as Standard Webhooks recommends; the first try is at once. */
const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
]
/** After the schedule's end: an event is not given up before its endpoint is. */
const THEN_EVERY_MS = 24 * HOUR_MS

/** So long without a success ends an endpoint; so long without one ends a single event of one that works. */
export const FAILING_MS = 5 * DAY_MS
/** How long events can be replayed, and the log of deliveries is kept. */
export const KEPT_MS = 30 * DAY_MS
/** How long an endpoint has to answer. */
export const TIMEOUT_MS = 10 * SECOND_MS
/** What is kept of an answer. */
export const RESPONSE_CHARS = 500
/** Deliveries of one endpoint that are under way at the same time: the platform opens six connections a call. */
export const LANES = 5
/** Deliveries that one ring of the alarm makes before it sets the next. */
export const DRAIN_MAX = 200
/** Events that one replay queues; its answer says where to go on. */
export const REPLAY_MAX = 5000
/** Endpoints of one contract. */
export const ENDPOINTS_MAX = 20

/** How long to wait after the `attempt`-th try (1: the first), in ms. */
export const retryDelayMs = (attempt: number): number => RETRY_DELAYS_MS[attempt - 1] ?? THEN_EVERY_MS
