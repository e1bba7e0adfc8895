const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/**
 * The waits after each failed try of one event, as Standard Webhooks recommends. The first try is immediate.
 */
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
/** The wait after the schedule's end: an event is not given up before its endpoint is. */
const THEN_EVERY_MS = 24 * HOUR_MS

/**
 * An endpoint is disabled after this time without a success. An endpoint that works gives up a single event
 * after the same time.
 */
export const FAILING_MS = 5 * DAY_MS
/** How long events can be replayed and the log of deliveries is kept. */
export const KEPT_MS = 30 * DAY_MS
/** How long an endpoint has to answer. */
export const TIMEOUT_MS = 10 * SECOND_MS
/** How many characters of an answer are kept. */
export const RESPONSE_CHARS = 500
/** How many deliveries of one endpoint run at the same time; the platform opens six connections a call. */
export const LANES = 5
/** How many deliveries one alarm makes before it sets the next. */
export const DRAIN_MAX = 200
/** How many events one replay queues; its answer says where to continue. */
export const REPLAY_MAX = 5000
/** How many endpoints one contract may have. */
export const ENDPOINTS_MAX = 20

/** Returns how long to wait after the `attempt`-th try (1 is the first), in ms. */
export const retryDelayMs = (attempt: number): number => RETRY_DELAYS_MS[attempt - 1] ?? THEN_EVERY_MS
