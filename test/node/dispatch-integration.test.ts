import { expect, test } from 'vitest'
import { api, hrefOf } from '../../web/api/call.ts'
import { ACTIONS, actionOf, actOutcomeOf, pageOfAct } from '../../web/dispatch/audit/actions.ts'
import { filterOf } from '../../web/dispatch/audit/filter.ts'
import { EMPTY as EMPTY_KEY, missingFields, requestOf, scopesOf } from '../../web/dispatch/keys/scopes.ts'
import { EPCIS_EVENTS, EVENTS, EVENTS_BY_GROUP } from '../../web/dispatch/webhooks/events.ts'
import {
  check,
  EMPTY,
  endpointOf,
  formOf,
  refusedUrl,
  requestOf as webhookOf,
  whichOf,
} from '../../web/dispatch/webhooks/form.ts'
import { rangeOf } from '../../web/dispatch/webhooks/range.ts'
import { byUrgency, stateOf } from '../../web/dispatch/webhooks/state.ts'
import type { WebhookDetails } from '../../worker/api/webhooks/answers.ts'
import { API_SCOPES, can } from '../../worker/domain/roles.ts'
import { hasEpcis } from '../../worker/webhooks/epcis.ts'
import { ASKING, MATRIX } from '../worker/matrix.ts'

test('every write that a dispatcher may make has its words in the audit', () => {
  const writes = MATRIX.filter(({ method, expected }) => method !== 'GET' && expected.dispatcher !== '403')
    .filter(({ expected }) => expected.dispatcher !== '401')
    .map(({ method, path }) => `${method} ${path}`)
  expect(can('dispatcher', 'see-audit')).toBe(true)
  // Calls that only ask leave no audit row.
  expect(writes).toEqual(expect.arrayContaining(ASKING))
  const acts = writes.filter((write) => !ASKING.includes(write))
  expect(Object.keys(ACTIONS).sort()).toEqual(acts.sort())
})

test('an act leads to the page of what it was about, and says how it ended', () => {
  const act = { method: 'POST', route: '/api/shipments/:id/cancel', ids: { id: 's1' } }
  expect(actionOf(act)).toBe('cancel')
  expect(pageOfAct(act)).toBe('/app/dispatch/shipments/s1')
  // Two contracts may have endpoints with the same name. Acts from before the contract was recorded lead to
  // the endpoint by its name alone.
  const webhook = { route: '/api/webhooks/:id/rotate', ids: { id: 'erp', contractId: 'c1' } }
  expect(pageOfAct(webhook)).toBe('/app/dispatch/webhooks/erp?contract=c1')
  expect(pageOfAct({ ...webhook, ids: { id: 'erp', contractId: '' } })).toBe(
    '/app/dispatch/webhooks/erp?contract=',
  )
  expect(pageOfAct({ ...webhook, ids: { id: 'erp' } })).toBe('/app/dispatch/webhooks/erp')
  expect(pageOfAct({ ...act, ids: {} })).toBeNull()
  expect(pageOfAct({ route: '/api/providers', ids: { id: 'p' } })).toBeNull()
  expect(actionOf({ method: 'POST', route: '/api/toString' })).toBeNull()
  expect([201, 409, 500, null].map((status) => actOutcomeOf({ status }))).toEqual([
    'done',
    'refused',
    'failed',
    'unknown',
  ])
  expect(filterOf({ route: '/api/nothing', person: 'p' })).toEqual({ route: '', person: 'p' })
})

test('the form of a key offers what a key may be made for', () => {
  expect(EMPTY_KEY.scopes).toEqual(API_SCOPES)
  expect(scopesOf({ scopes: ['cancel', 'from-the-future', 'announce'] })).toEqual(['announce', 'cancel'])
  expect(missingFields({ name: ' ', contractId: '', scopes: [] })).toEqual(['name', 'scopes'])
  expect(requestOf({ name: ' ERP ', contractId: '', scopes: ['cancel'] })).toEqual({
    name: 'ERP',
    scopes: ['cancel'],
  })
})

test('R34: every event has its place in the form of an endpoint, and those without an EPCIS form are marked', () => {
  expect(EVENTS_BY_GROUP.flatMap(([, types]) => types).sort()).toEqual([...EVENTS].sort())
  expect([...EPCIS_EVENTS].sort()).toEqual(EVENTS.filter(hasEpcis).sort())
})

const webhook: WebhookDetails = {
  id: 'erp',
  contractId: 'c1',
  url: 'https://shop.example/hook',
  events: ['*'],
  format: 'sesame',
  enabled: true,
  disabledAt: null,
  disabledBecause: null,
  createdAt: '2026-11-22T09:00:00Z',
  previousSecretUntil: null,
  health: { waiting: 0, failingSince: null, lastDeliveredAt: null },
}
const at = '2026-11-22T10:00:00Z'
const failing = { ...webhook, health: { ...webhook.health, failingSince: at, lastDeliveredAt: at } }
const off = (disabledBecause: 'paused' | 'gone' | 'failing') => ({
  ...failing,
  enabled: false,
  disabledBecause,
})

test('R34: an endpoint’s state in one word; what fails stands first', () => {
  const works = { ...webhook, id: 'a', health: { ...webhook.health, lastDeliveredAt: at } }
  expect([webhook, works, failing, off('paused'), off('gone'), off('failing')].map(stateOf)).toEqual([
    'fresh',
    'works',
    'failing',
    'paused',
    'gone',
    'disabled',
  ])
  expect(byUrgency([works, off('paused'), webhook, off('failing'), failing]).map(stateOf)).toEqual([
    'failing',
    'disabled',
    'paused',
    'works',
    'fresh',
  ])
})

test('R34: the form of an endpoint: what is missing, what is sent, what the server has against it', () => {
  expect(check({ ...EMPTY, id: 'a b', url: 'shop.example', which: 'some', events: [] }, [])).toEqual({
    id: 'id',
    url: 'url',
    events: 'events',
  })
  const taken = [{ id: 'erp', contractId: 'c1' }]
  const form = { ...EMPTY, id: ' erp ', url: 'https://shop.example' }
  expect(check({ ...form, contractId: 'c1' }, taken)).toEqual({ id: 'taken' })
  // Endpoint names are unique within a contract. "All contracts" has its own names too.
  for (const contractId of ['c2', '']) expect(check({ ...form, contractId }, taken)).toEqual({})
  expect(whichOf(form)).toEqual({ id: 'erp', contractId: null })
  // An endpoint that is edited may keep its own name.
  expect(check(formOf(webhook), null)).toEqual({})
  expect(webhookOf(formOf(webhook), false)).toEqual({
    url: webhook.url,
    events: ['*'],
    format: 'sesame',
    enabled: false,
    contractId: 'c1',
  })
  expect(webhookOf({ ...EMPTY, url: ' https://a.example ', which: 'some', events: ['held'] }, true)).toEqual({
    url: 'https://a.example',
    events: ['held'],
    format: 'sesame',
    enabled: true,
    contractId: null,
  })
  expect(refusedUrl({ errors: [{ field: 'url', code: 'private-address' }] })).toBe('private-address')
  expect(refusedUrl({ errors: [{ field: 'url', code: 'new-one' }] })).toBe('url')
  expect(refusedUrl({ errors: [{ field: 'events', code: 'x' }] })).toBeNull()
})

test('R34: every address of an endpoint says whose it is, where the page’s own address does', () => {
  const href = (address: Parameters<typeof hrefOf>[0], contractId: string | undefined) => {
    const { params, query } = endpointOf('erp', contractId)
    return hrefOf(address, params as never, query)
  }
  expect(href(api.webhooks.test, 'c 1')).toBe('/api/webhooks/erp/test?contractId=c+1')
  expect(href(api.webhooks.read, '')).toBe('/api/webhooks/erp?contractId=')
  expect(href(api.webhooks.deliveries, undefined)).toBe('/api/webhooks/erp/deliveries')
})

test('R34: a stretch of time takes its last minute in, and has to go forward', () => {
  const range = rangeOf('2026-11-22T10:00', '2026-11-22T10:00')
  expect(Date.parse(range?.to ?? '') - Date.parse(range?.from ?? '')).toBe(60_000)
  expect(rangeOf('2026-11-22T10:00', '2026-11-22T09:00')).toBeNull()
  expect(rangeOf('', '2026-11-22T09:00')).toBeNull()
})
