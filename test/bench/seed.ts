import { FIGURES } from '../../worker/domain/stats.ts'

/** Makes the rows inside the database; inserting a million from outside would take more than a minute. */
const numbers = (from: number, to: number) =>
  `WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to - 1})`

/** This many shipments go out each day. More shipments mean a longer past, not a busier day. */
const A_DAY = 2_700
const STOPS = 20
const CONTRACTS = 25
const COURIERS = 150
const PROVIDERS = 12
/** The number of points does not grow with the shipments, so each shelf keeps its size. */
const POINTS = 60
const DAY_MS = 86_400_000
/** Each statement writes this many rows, which keeps it small enough for the database. */
const AT_ONCE = 50_000

const SURNAMES = ['седова', 'иванов', 'renaud', 'moreau', 'петрова', 'lefevre', 'garnier', 'кузнецов']
const pick = (list: readonly string[], by: string) =>
  `CASE (${by}) % ${list.length} ${list.map((word, n) => `WHEN ${n} THEN '${word}'`).join(' ')} END`

/**
 * Yields statements that fill an empty registry with `count` shipments in realistic proportions: the newest
 * first, a few per cent exceptional, rounds of twenty stops. `now` is in ms.
 */
export function* seed(count: number, now: number): Generator<string> {
  // The i-th shipment is counted back from now.
  const at = `(${now} - i * ${Math.round(DAY_MS / A_DAY)})`
  const id = `printf('s%08d%05d', i, (i * 7919) % 99991)`
  const contract = `'c' || (i / ${STOPS / 2} % ${CONTRACTS})`
  const round = `'r' || (i / ${STOPS})`
  const day = `date(${at} / 1000, 'unixepoch')`
  const courier = `'k' || (i / ${STOPS} % ${COURIERS})`
  const open = `i < ${A_DAY}`
  const state = `CASE
    WHEN i < 300 THEN 'announced' WHEN i < 900 THEN 'scheduled' WHEN ${open} THEN 'out-for-delivery'
    WHEN i % 97 = 0 THEN 'held' WHEN i % 101 = 0 THEN 'returned' WHEN i % 103 = 0 THEN 'refused'
    WHEN i % 107 = 0 THEN 'at-depot' WHEN i % 109 = 0 THEN 'cancelled' WHEN i % 211 = 0 THEN 'partly-handed-over'
    ELSE 'handed-over' END`
  const visits = `json_array(json_object('round', ${round}, 'courier', ${courier}, 'day', ${day}, 'secured',
    json('true'), 'first', json('true'), 'end', 'handed-over', 'proof', 'pin', 'wrong', i % 3, 'seconds', i % 400,
    'counter', json('{}'), 'messages', json('{"sms":2}'), 'claims', 0, 'violations', 0))`
  // Every fourth surname comes from a short list; the others are unique.
  const surname = `CASE WHEN i % 4 = 0 THEN ${pick(SURNAMES, 'i / 4')} ELSE 'name' || i END`

  yield `INSERT INTO contracts ${numbers(0, CONTRACTS)} SELECT 'c' || i, 'Contract ' || i, 'kse', 'KSE', 1 FROM n`
  yield `INSERT INTO contract_versions (contract_id, version, policy, at, by_id) ${numbers(0, CONTRACTS)}
    SELECT 'c' || i, 1, '{}', '2026-01-01', 'x' FROM n`
  yield `INSERT INTO providers ${numbers(0, PROVIDERS)} SELECT 'v' || i, 'Provider ' || i, '2026-01-01' FROM n`
  yield `INSERT INTO people (id, role, name, provider_id, created_at) ${numbers(0, COURIERS)}
    SELECT 'k' || i, 'courier', 'Courier ' || i, 'v' || (i % ${PROVIDERS}), '2026-01-01' FROM n`
  yield `INSERT INTO points (id, name, kind, address, country, created_at) ${numbers(0, POINTS)}
    SELECT 'p' || i, 'Point ' || i, 'point', '{}', 'FR', '2026-01-01' FROM n`
  yield `INSERT INTO api_keys (hash, id, name, scopes, created_at) ${numbers(0, 80)}
    SELECT 'h' || i, 'a' || i, 'Key', '[]', '2026-01-01' FROM n`
  yield `INSERT INTO webhooks (id, name, contract_id, url, events, format, secrets, created_at, enabled_at)
    ${numbers(0, 80)}
    SELECT 'w' || i, 'w' || i, 'c' || (i % ${CONTRACTS}), 'https://x', '[]', 'standard', '[]', 0, 0 FROM n`

  for (let from = 0; from < count; from += AT_ONCE) {
    const n = numbers(from, Math.min(count, from + AT_ONCE))
    const rounds = numbers(from / STOPS, Math.min(count, from + AT_ONCE) / STOPS)
    yield `INSERT INTO shipments (id, announced_at, waybill, contract_id, state, secured, parcels, handed_over, courier_id,
        changed_at, seq, over, visits, surname, name_words) ${n}
      SELECT ${id}, ${at}, 'WB' || i, ${contract}, ${state}, 1, 1, 1, ${courier}, ${at}, 8,
        CASE WHEN ${open} THEN 0 ELSE 1 END, CASE WHEN i < 900 THEN NULL ELSE ${visits} END, ${surname},
        ' ' || ${pick(['анна', 'camille', 'пётр', 'lucas'], 'i / 32')} || ' ' || ${surname} || ' ' FROM n`
    yield `INSERT INTO labels (label, shipment_id) ${n} SELECT 'WB' || i, ${id} FROM n`
    yield `INSERT INTO stops (round_id, shipment_id, position) ${n} SELECT ${round}, ${id}, i % ${STOPS} FROM n`
    yield `INSERT INTO rounds (id, courier_id, date, state, created_at)
      ${rounds}
      SELECT 'r' || i, 'k' || (i % ${COURIERS}),
        date((${now} - i * ${STOPS} * ${Math.round(DAY_MS / A_DAY)}) / 1000, 'unixepoch'), 'dispatched', '2026' FROM n`
    yield `INSERT INTO visit_stats (day, contract_id, courier_id, round_id, round_date, ${FIGURES.join()}) ${n}
      SELECT ${day}, ${contract}, ${courier}, ${round}, ${day}, ${FIGURES.map(() => `${STOPS / 2}`).join()}
      FROM n WHERE i % ${STOPS / 2} = 0`
    yield `INSERT INTO alerts (id, kind, at, shipment_id, waybill) ${n}
      SELECT ${id} || ':1', 'claim', ${at}, ${id}, 'WB' || i FROM n WHERE i % 200 = 0`
    yield `INSERT INTO audit (at, id, person_id, method, route, ids, status) ${n}
      SELECT ${at}, ${id}, 'd' || (i / 3 % 9), 'POST', '/api/shipments', json_object('id', ${id}), 201
      FROM n WHERE i % 3 = 0`
    yield `INSERT INTO noted_visits ${n}
      SELECT ${courier}, ${at}, ${id} || ':2', 'absent', ${id}, 'WB' || i, 10, 60 FROM n WHERE i % 25 = 0`
    yield `INSERT INTO violations (id, at, month, kind, state, shipment_id, waybill, contract_id, courier_id, provider_id,
        labels) ${n}
      SELECT ${id} || ':3', ${at}, substr(${day}, 1, 7), 'unexplained',
        ${pick(['suspected', 'contested', 'upheld', 'waived'], 'i / 100')}, ${id}, 'WB' || i, ${contract}, ${courier},
        'v' || (i / ${STOPS} % ${COURIERS} % ${PROVIDERS}), '[]' FROM n WHERE i % 100 = 0`
    yield `INSERT INTO register (point_id, at, shipment_id, seq, kind, waybill, labels) ${n}
      SELECT 'p' || (i / 20 % ${POINTS}), ${at}, ${id}, 4, 'received', 'WB' || i, '[]' FROM n WHERE i % 20 = 0`
  }
  // What lies at points came in the last fortnight, however long the past is.
  yield `INSERT INTO holds (point_id, shipment_id, waybill, stage, parcels, here, phone_tail, received_at, until, seq)
    ${numbers(0, Math.min(count, 14 * A_DAY))}
    SELECT 'p' || (i / 8 % ${POINTS}), ${id}, 'WB' || i, 'here', 1, 1, '0000', ${at}, date(${now} / 1000, 'unixepoch',
      (i % 8) || ' days'), 4 FROM n WHERE i % 8 = 0`
}
