import * as v from 'valibot'
import { CONTRACT, HASH, JWS, RECEIPT, SHIPMENT, WAYBILL } from '../examples.ts'
import { answer, operation } from '../operation.ts'
import * as at from './addresses.ts'
import { Evidence, PersonalData, Receipts } from './evidence.ts'
import { EVENT } from './examples.ts'

const claims = {
  iss: 'https://sesame.example',
  sub: SHIPMENT,
  iat: 1_795_342_541,
  number: RECEIPT.number,
  waybill: WAYBILL,
  contractId: CONTRACT,
  carrier: 'Livraison Sécurisée',
  sender: 'Maison Lumière',
  labels: [WAYBILL],
  of: 1,
  proof: 'pin',
  proved: ['secret' as const],
  code: 'D7',
  seq: 7,
  hash: HASH,
}

export const receipt = operation(at.receipt, {
  tag: 'Shipments',
  summary: 'The receipts of its hand-overs',
  description:
    'Signed, without personal data; anyone verifies one on `/verify`. `Accept: text/html` asks for a page, `application/pdf` for a PDF.',
  by: 'read-shipments',
  query: {
    format: {
      description: '`html` asks for a page, `pdf` for a PDF; absent: as `Accept` says',
      schema: v.string(),
      example: 'json',
    },
    lang: {
      description: 'Language of page and PDF: `ru`, `fr`, `en`; absent: the recipient’s',
      schema: v.string(),
      example: 'fr',
    },
  },
  answers: {
    200: {
      description: 'One receipt per hand-over; none before the first',
      content: [
        {
          type: 'application/json',
          schema: Receipts,
          example: { shipmentId: SHIPMENT, receipts: [{ ...claims, jws: JWS }] },
        },
        { type: 'text/html' },
        { type: 'application/pdf' },
      ],
    },
  },
})

export const evidence = operation(at.evidence, {
  tag: 'Shipments',
  summary: 'The evidence pack',
  description: 'Everything a dispute needs in one signed file that anyone can check on `/verify`.',
  by: 'read-shipments',
  query: {
    format: {
      description: '`html` asks for a page, `pdf` for a PDF; absent: as `Accept` says',
      schema: v.string(),
      example: 'json',
    },
    lang: {
      description: 'Language of page and PDF: `ru`, `fr`, `en`; absent: the recipient’s',
      schema: v.string(),
      example: 'fr',
    },
  },
  answers: {
    200: {
      description: 'The pack, or the same to read and to print; the PDF carries the pack inside it',
      content: [
        {
          type: 'application/json',
          schema: Evidence,
          example: {
            format: 'sesame-evidence/1',
            shipment: {
              id: SHIPMENT,
              waybill: WAYBILL,
              contractId: CONTRACT,
              carrier: 'Livraison Sécurisée',
              sender: 'Maison Lumière',
            },
            receipts: [JWS],
            seal: JWS,
            events: [EVENT],
          },
        },
        { type: 'text/html' },
        { type: 'application/pdf' },
      ],
    },
  },
})

export const personal = operation(at.personal, {
  tag: 'Shipments',
  summary: 'What is kept of people, and until when',
  description: 'Signatures and places only for dispatchers.',
  by: 'read-shipments',
  neverKept: true,
  answers: {
    200: answer(
      PersonalData,
      {
        kept: [{ kind: 'contact', until: '2026-12-22' }],
        refusal: null,
        events: [{ seq: 1, kinds: ['name', 'contact', 'address'] }],
      },
      'By kind and by event; `refusal` says why nothing can be erased now',
    ),
  },
})

export const photo = operation(at.photo, {
  tag: 'Shipments',
  summary: 'A photo of a claim',
  description: 'Its id stands beside the claim (`…/personal`). Nothing but the picture is kept of it.',
  by: 'read-shipments',
  neverKept: true,
  answers: {
    200: { description: 'The photo', content: [{ type: 'image/jpeg' }, { type: 'image/png' }] },
  },
})
