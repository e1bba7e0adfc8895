import type { Problem } from '../../api/common.ts'
import type { ProblemCode } from '../../api/problem.ts'
import type { ShipmentView } from '../../api/shipments/answers.ts'
import type { AnnounceShipment } from '../../api/shipments/bodies.ts'
import { ineligible } from '../../domain/eligibility.ts'
import { canonical, sameLabel } from '../../domain/label.ts'
import type { Reason } from '../../domain/terms.ts'
import type { Context } from '../../http/context.ts'
import type { Call } from '../../objects/call.ts'
import { type AnnounceInput, shipmentStub } from '../../objects/shipment.ts'
import { announceShipment, type KnownLabels } from '../../registry/announcing.ts'
import { findContract } from '../../registry/contracts.ts'
import { findPoint, pointInfo } from '../../registry/points.ts'
import { isKnown } from '../../registry/shipments.ts'
import { longShipmentIdOf, shipmentIdOf } from '../../security/chain.ts'
import { amountsOf } from './amounts.ts'
import { kindOf } from './phone-kind.ts'

export type AnnounceReply =
  | { ok: true; created: boolean; repeated: boolean; view: ShipmentView }
  | {
      ok: false
      code: ProblemCode
      errors?: NonNullable<Problem['errors']>
      /** Why a mandatory policy refuses it (R2). */
      reasons?: Reason[]
      /**
       * The labels that are protected for another recipient (R41), and the announcement that asks for them.
       */
      known?: { holders: KnownLabels[]; input: AnnounceInput }
    }

const refused = (code: ProblemCode, field?: string, why?: string): AnnounceReply => ({
  ok: false,
  code,
  ...(field !== undefined && why !== undefined && { errors: [{ field, code: why }] }),
})

/**
 * Announces one shipment, whether it came alone, in bulk or from a file. Announcing the same waybill with the
 * same content again yields the same shipment; `call.idempotency.fingerprint` decides what counts as the same content.
 */
export async function announceOne(c: Context, given: AnnounceShipment, call: Call): Promise<AnnounceReply> {
  const { contractId: only } = c.principal
  const contract = only && only !== given.contractId ? null : await findContract(c.env.DB, given.contractId)
  if (!contract) return refused('unknown-contract', 'contractId', 'unknown')
  const destination = given.destination && (await findPoint(c.env.DB, given.destination.pointId))
  if (given.destination && !destination) return refused('bad-request', 'destination.pointId', 'unknown')
  const waybill = canonical(given.waybill)
  const labels = given.parcels.map((parcel) => canonical(parcel.label))
  const twice = labels.findIndex((label, index) =>
    labels.slice(0, index).some((other) => sameLabel(label, other)),
  )
  if (twice >= 0) return refused('bad-request', `parcels.${twice}.label`, 'duplicate')
  const paid = given.amounts && amountsOf(given.amounts, labels, contract.policy, c.config.payments)
  if (paid && 'field' in paid) return refused('bad-request', paid.field, paid.code)
  // A shipment that was announced when ids were long keeps its long id.
  const long = longShipmentIdOf(contract.id, waybill)
  const shipmentId = (await isKnown(c.env.DB, long)) ? long : shipmentIdOf(contract.id, waybill)
  const { recipient } = given
  const phoneKind = await kindOf(recipient.phone)
  const input: AnnounceInput = {
    shipmentId,
    command: {
      type: 'announce',
      waybill,
      contractId: contract.id,
      policyVersion: contract.version,
      policy: contract.policy,
      carrier: contract.carrier,
      sender: contract.name,
      labels,
      recipient: {
        hasPhone: recipient.phone !== undefined,
        hasEmail: recipient.email !== undefined,
        ...(phoneKind && { phoneKind }),
        kind: recipient.kind,
        inPerson: given.inPerson,
        atPoint: destination !== undefined,
      },
      locale: recipient.locale ?? contract.policy.locale,
      destination: destination ? pointInfo(destination) : null,
      ...(paid && { amounts: paid.amounts }),
    },
    recipient,
    ...(given.reference && { reference: given.reference }),
    ...(given.instructions && { instructions: given.instructions }),
    ...(given.window && { window: given.window }),
    ...(paid && { bought: paid.bought }),
  }
  const done = await announceShipment(c.env, input, call, (id, wanted, asked) =>
    shipmentStub(c.env.SHIPMENT, id).labelVerdicts(wanted, asked),
  )
  if (done.ok) return done
  if (done.code === 'label-taken') return refused('label-taken', 'parcels', 'label-taken')
  if (done.code === 'not-eligible')
    return { ok: false, code: done.code, reasons: ineligible(contract.policy, input.command.recipient) }
  if (done.code !== 'label-known') return refused(done.code)
  const holders = done.known ?? []
  const errors = [{ field: 'parcels', code: 'label-known' }]
  return { ok: false, code: 'label-known', errors, known: { holders, input } }
}
