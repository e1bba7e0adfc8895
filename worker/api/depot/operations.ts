import { SHIPMENT, WAYBILL } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import * as at from './addresses.ts'
import { DepotScan } from './answers.ts'
import * as body from './bodies.ts'

const held = { labels: [WAYBILL] }
const scanned = (outcome: 'received' | 'returned') =>
  answer(
    DepotScan,
    { items: [{ label: WAYBILL, outcome, shipmentId: SHIPMENT, waybill: WAYBILL }] },
    'What became of each label',
  )

export const receive = operation(at.receive, {
  tag: 'Depot',
  summary: 'Receive what came back',
  description: '`seen`: it is here already, and was seen here now. An open claim holds no receipt back.',
  by: 'receive-at-depot',
  body: json(body.receive, held),
  answers: { 200: scanned('received') },
})

export const sendBack = operation(at.sendBack, {
  tag: 'Depot',
  summary: 'Hand on what goes back to its sender',
  by: 'receive-at-depot',
  body: json(body.receive, held),
  answers: { 200: scanned('returned') },
})
