import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Tally } from '../../worker/domain/courier-day.ts'
import type { VisitNote } from '../../worker/domain/effects.ts'
import type { Fact } from '../../worker/domain/event.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import type { MessageOrder, Shipment } from '../../worker/domain/state.ts'
import type { AlertKind, ViolationKind } from '../../worker/domain/terms.ts'
import type { StoredFact } from '../../worker/domain/upcast.ts'

/** A log as it was stored on 2026-11-29, with what each of its facts owed then and the state it led to. */
export interface StoredLog {
  log: { at: number; by: Actor; fact: Fact }[]
  owed: {
    messages: MessageOrder[]
    alert: AlertKind | null
    violation: ViolationKind | null
    noted: VisitNote | null
    counts: { personId: string; tally: Tally }[]
  }[]
  state: Shipment
}

/** The shipment and the day to which the frozen counts belong. */
export const FROZEN_SHIPMENT = 'S'
export const FROZEN_DAY = '2026-11-29'

/**
 * These logs are frozen: they are never made anew, whatever the rules become. Together they have every type
 * of fact of that day.
 */
export const STORED_LOGS: readonly StoredLog[] = JSON.parse(
  gunzipSync(readFileSync(join(import.meta.dirname, 'fixtures/logs-2026-11-29.json.gz'))).toString(),
)

/** Logs as they were stored on 2026-11-30, with what each fact owes beside it and the state they led to. */
export const LATER_LOGS: readonly { log: StoredFact[]; state: Shipment }[] = [
  'logs-2026-11-30',
  'logs-2026-11-30-taken-back',
  'logs-2026-11-30-reported',
].flatMap((name) => JSON.parse(readFileSync(join(import.meta.dirname, `fixtures/${name}.json`), 'utf8')))
