import { policyOf } from '../../domain/policy.ts'
import { pageOf } from '../common.ts'
import { CONTRACT, PERSON, SHIPMENT, T } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { WeakeningAsked } from '../requests/answers.ts'
import { requestedExample } from '../requests/examples.ts'
import * as at from './addresses.ts'
import { Contract, ContractWithVersions, DryRun } from './answers.ts'
import * as body from './bodies.ts'

const contract = {
  id: CONTRACT,
  name: 'Maison Lumière',
  profile: 'chronopost' as const,
  carrier: 'Livraison Sécurisée',
  version: 2,
  policy: policyOf('chronopost', { pinDigits: 6 }),
}

const VERSION = {
  version: 2,
  at: T.announced,
  by: PERSON,
  byName: 'Nadia Roche',
  changes: [{ field: 'pinDigits', from: 6, to: 7 }],
}

export const list = operation(at.list, {
  tag: 'Contracts',
  summary: 'List contracts',
  description: 'An API key sees its own contract.',
  by: 'read-contracts',
  table: true,
  paged: true,
  answers: { 200: answer(pageOf(Contract), { items: [contract], cursor: null }, 'A page, by id') },
})

export const read = operation(at.read, {
  tag: 'Contracts',
  summary: 'Read a contract with its policy versions',
  description:
    'Each version with who saved it, when and what it changed; the newest fifty. An API key is told no names.',
  by: 'read-contracts',
  answers: {
    200: answer(
      ContractWithVersions,
      { ...contract, versions: [VERSION] },
      'The contract, its newest version first',
    ),
  },
})

export const put = operation(at.put, {
  tag: 'Contracts',
  summary: 'Save a contract',
  description:
    'Each save is a version; a shipment keeps the one it was announced under. `policy` puts its fields in place of the profile’s. A policy that cannot work is refused, naming field and reason. With `base`, the version it was begun from, a save that somebody else’s has overtaken is refused.',
  by: 'manage-contracts',
  body: json(body.putContract, {
    name: 'Maison Lumière',
    profile: 'chronopost',
    policy: { pinDigits: 6, penalty: { amount: 5000, currency: 'EUR' } },
    base: 1,
  }),
  problems: ['contract-changed'],
  answers: {
    200: answer(Contract, contract, 'Saved as the next version'),
    201: answer(Contract, { ...contract, version: 1 }, 'Made'),
    202: answer(
      WeakeningAsked,
      { ...requestedExample, pendingVersion: 4, weakened: ['withoutCode'] },
      'It weakens something: a second, independent person has to agree',
    ),
  },
})

export const dryRun = operation(at.dryRun, {
  tag: 'Contracts',
  summary: 'Try a draft on last month’s shipments',
  description:
    'Decides what happened in the last 30 days again under a draft policy, a page of shipments a call, the newest first, and tells which would have ended otherwise. It changes nothing and needs no key; what people would have done after the first difference is not made up.',
  by: 'manage-contracts',
  asks: true,
  keyless: true,
  body: json(body.dryRun, { profile: 'kse', policy: { withoutCode: 'hold' } }),
  answers: {
    200: answer(
      DryRun,
      {
        since: T.announced,
        tried: 1,
        missing: 0,
        reached: T.announced,
        items: [
          {
            shipmentId: SHIPMENT,
            waybill: 'XY746876977FR',
            announcedAt: T.announced,
            was: { end: 'handed-over', proof: 'identity', place: 'door', code: 'ID' },
            would: { end: 'held', reason: 'no-code', code: 'NL' },
            penalties: null,
          },
        ],
        cursor: null,
      },
      'A page of what would have ended otherwise',
    ),
  },
})
