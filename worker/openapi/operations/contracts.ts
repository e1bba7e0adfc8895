import { policyOf } from '../../domain/policy.ts'
import { putContract } from '../../wire/policy.ts'
import { pageOf } from '../answers/common.ts'
import { Contract, ContractWithVersions } from '../answers/office.ts'
import { answer, json, type Operation } from '../operation.ts'
import { CONTRACT, PERSON, T } from './examples.ts'

const contract = {
  id: CONTRACT,
  name: 'Maison Lumière',
  profile: 'chronopost' as const,
  carrier: 'Livraison Sécurisée',
  version: 2,
  policy: policyOf('chronopost', { pinDigits: 6 }),
}

export const CONTRACTS: Operation[] = [
  {
    method: 'GET',
    path: '/api/contracts',
    tag: 'Contracts',
    summary: 'List contracts',
    description: 'An API key sees its own contract.',
    by: 'read-contracts',
    paged: true,
    answers: { 200: answer(pageOf(Contract), { items: [contract], cursor: null }, 'A page, by id') },
  },
  {
    method: 'GET',
    path: '/api/contracts/:id',
    tag: 'Contracts',
    summary: 'Read a contract with its policy versions',
    by: 'read-contracts',
    answers: {
      200: answer(
        ContractWithVersions,
        { ...contract, versions: [{ version: 2, at: T.announced, by: PERSON }] },
        'The contract, its newest version first',
      ),
    },
  },
  {
    method: 'PUT',
    path: '/api/contracts/:id',
    tag: 'Contracts',
    summary: 'Save a contract',
    description:
      'Each save is a version; a shipment keeps the one it was announced under. `policy` puts its fields in place of the profile’s. A policy that cannot work is refused, naming field and reason.',
    by: 'manage-contracts',
    body: json(putContract, {
      name: 'Maison Lumière',
      profile: 'chronopost',
      policy: { pinDigits: 6, penalty: { amount: 5000, currency: 'EUR' } },
    }),
    answers: {
      200: answer(Contract, contract, 'Saved as the next version'),
      201: answer(Contract, { ...contract, version: 1 }, 'Made'),
    },
  },
]
