import { expect, test } from 'vitest'
import { statusOf } from '../../worker/api/problem.ts'
import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Fact } from '../../worker/domain/event.ts'
import {
  atTheDoor,
  courier,
  type Given,
  missed,
  NOW,
  noClaims,
  onRound,
  onTheRoad,
  phone,
  scanned,
  stateOf,
  wrongCodes,
} from './given.ts'

/**
 * This policy accepts every proof and has the identity check, so that each cell of the API's table can be
 * reached.
 */
const ALL: Given = { policy: { door: ['pin', 'qr', 'link'] } }
const REVEAL_ONLY: Given = { policy: { door: ['pin'], reveal: 'scan' } }

const STATES = {
  'before dispatch': onRound('kse', ALL),
  'not arrived': onTheRoad('kse', ALL),
  'codes open': atTheDoor('kse', ALL),
  'codes closed': [...atTheDoor('kse', ALL), ...wrongCodes(5)],
  ended: [...atTheDoor('kse', ALL), missed],
} satisfies Record<string, Fact[]>
type State = keyof typeof STATES

/** `before` holds the facts that the call needs where they are not the cell's subject. */
type Row = [call: string, command: Command, cells: Record<State, string>, before?: Fact[]]
const row = (cells: [string, string, string, string, string]) =>
  Object.fromEntries(Object.keys(STATES).map((state, i) => [state, cells[i]])) as Record<State, string>

const NOT_OUT = '409 not-out-for-delivery'
const TABLE: Row[] = [
  ['arrive', courier.arrive(), row([NOT_OUT, '200 done', '200 done', '200 done', '409 stop-closed'])],
  [
    'pin, right',
    courier.code('right'),
    row([NOT_OUT, '409 not-arrived', '200 handed-over', '200 closed', '200 closed']),
  ],
  [
    'pin, wrong',
    courier.code('wrong'),
    row([NOT_OUT, '409 not-arrived', '200 wrong', '200 closed', '200 closed']),
  ],
  [
    'qr, right',
    courier.code('right', { proof: 'qr' }),
    row([NOT_OUT, '409 not-arrived', '200 handed-over', '200 closed', '200 closed']),
  ],
  [
    'qr, wrong',
    courier.code('wrong', { proof: 'qr' }),
    row([NOT_OUT, '409 not-arrived', '200 wrong', '200 closed', '200 closed']),
  ],
  [
    'no-code',
    courier.noCode(),
    row([NOT_OUT, '409 not-arrived', '200 identity', '200 identity', '409 stop-closed']),
  ],
  ['fail', courier.fail(), row([NOT_OUT, '409 not-arrived', '200 done', '200 done', '409 stop-closed'])],
  ['reopen, in time', courier.reopen(), row([NOT_OUT, '200 open', '200 open', '200 open', '409 too-late'])],
  [
    'send code',
    courier.send('code'),
    row([NOT_OUT, '409 not-arrived', '200 done', '409 codes-closed', '409 stop-closed']),
  ],
  [
    'send link',
    courier.send('link'),
    row([NOT_OUT, '409 not-arrived', '200 done', '200 done', '409 stop-closed']),
  ],
  [
    'identity',
    courier.identity(),
    row([NOT_OUT, '409 not-arrived', '409 not-yet', '200 handed-over', '409 stop-closed']),
  ],
  ['scan', phone.scan(), row([NOT_OUT, '200 match', '200 match', '200 match', '409 stop-closed'])],
  [
    'confirm',
    phone.noClaims(),
    row([NOT_OUT, '200 done', '200 done', '200 done', '409 stop-closed']),
    [scanned()],
  ],
  [
    'confirm, typed label',
    phone.noClaims(),
    row([NOT_OUT, '409 not-arrived', '200 done', '200 done', '409 stop-closed']),
    [scanned('PARCEL-1', 'typed')],
  ],
  [
    'finish',
    phone.finish(),
    row([NOT_OUT, '200 handed-over', '200 handed-over', '200 handed-over', '409 stop-closed']),
    [scanned(), noClaims],
  ],
  [
    'finish, typed label',
    phone.finish(),
    row([NOT_OUT, '409 not-arrived', '200 handed-over', '200 handed-over', '409 stop-closed']),
    [scanned('PARCEL-1', 'typed'), noClaims],
  ],
]

/** Returns the status with the outcome or the refusal code, as a caller gets them. */
function answerTo(facts: Fact[], command: Command): string {
  const decision = decide(stateOf(facts), command, NOW)
  if (decision.ok) return `200 ${decision.answer.outcome}`
  return `${statusOf(decision.refusal)} ${decision.refusal}`
}

const CELLS = TABLE.flatMap(([call, command, cells, before = []]) =>
  (Object.keys(STATES) as State[]).map((state) => ({ call, state, expected: cells[state], command, before })),
)

test.each(CELLS)('R12, R13, R16, R22: what each call answers: $call, $state: $expected', (cell) => {
  const facts =
    cell.state === 'before dispatch' ? STATES[cell.state] : [...STATES[cell.state], ...cell.before]
  expect(answerTo(facts, cell.command)).toBe(cell.expected)
})

const HOLD: [string, Command, string][] = [
  ['no-code', courier.noCode(), '200 held'],
  ['the fifth wrong', courier.code('wrong'), '200 held'],
  ['identity', courier.identity(), '409 not-yet'],
]
test.each(HOLD)('R13, R14: what a policy that holds answers instead: %s', (_call, command, expected) => {
  expect(answerTo([...atTheDoor('chronopost'), ...wrongCodes(4)], command)).toBe(expected)
})

const WITHOUT_LINK: [string, Command, string][] = [
  ['scan', phone.scan(), '200 match'],
  ['confirm', phone.noClaims(), '409 not-accepted'],
  ['finish', phone.finish(), '409 not-accepted'],
]
test.each(WITHOUT_LINK)(
  'R7: where a scan only reveals, nothing is released by it: %s',
  (_call, command, expected) => {
    for (const facts of [onTheRoad('kse', REVEAL_ONLY), atTheDoor('kse', REVEAL_ONLY)])
      expect(answerTo([...facts, scanned()], command)).toBe(expected)
  },
)

test('R12: a malformed code is 400 in every state, and nobody’s stop is 404', () => {
  for (const facts of Object.values(STATES)) {
    expect(answerTo(facts, courier.code('never compared', { malformed: true }))).toBe('400 malformed-code')
    expect(answerTo(facts, courier.code('never compared', { courierId: 'nobody' }))).toBe('404 not-found')
  }
})
