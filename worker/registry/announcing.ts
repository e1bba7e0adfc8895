import type { ShipmentView } from '../api/shipments/answers.ts'
import { decide } from '../domain/decide.ts'
import { ineligible } from '../domain/eligibility.ts'
import { sameLabel } from '../domain/label.ts'
import { type LabelVerdict, paysOf } from '../domain/label-guard.ts'
import { LABEL_RESERVED_MS } from '../domain/limits.ts'
import type { Refusal } from '../domain/terms.ts'
import type { Call } from '../objects/call.ts'
import {
  type AnnounceInput,
  type RefusalReason,
  type ShipmentApi,
  shipmentStub,
  type WantedLabels,
} from '../objects/shipment.ts'
import { findShipment, rememberShipment } from './find-shipment.ts'
import { giveBack, type HeldLabel, heldLabels, type Reservation, takeLabels } from './labels.ts'

/** Labels that are protected for another recipient, with the shipment that protects them (R41). */
export interface KnownLabels {
  holderId: string
  labels: string[]
}

export type AnnounceResult =
  | { ok: true; created: boolean; repeated: boolean; view: ShipmentView }
  | { ok: false; code: RefusalReason; known?: KnownLabels[] }

/** Asks a shipment's object about some of its labels. */
export type AskHolder = (
  holderId: string,
  wanted: WantedLabels,
  labels: string[],
) => Promise<LabelVerdict[] | null>

/** Returns whom an announcement is for, as the holders of its labels have to judge it. */
export function wantedBy({ shipmentId, command, recipient }: AnnounceInput): WantedLabels {
  const { name, phone, email, kind } = recipient
  const secured = ineligible(command.policy, command.recipient).length === 0
  const pays = paysOf(command.amounts)
  return { shipmentId, recipient: { name, phone, email, kind }, secured, policy: command.policy, pays }
}

interface JudgedLabels {
  held: Reservation['held']
  taken: boolean
  known: KnownLabels[]
  /** The last scan of each label, in ms, that goes along with the label. */
  seen: Record<string, number>
}

/**
 * Returns the shipments that may decide about a label: the one that holds it, if it is another one, and the
 * one that held it before, in case the holder was never announced.
 */
const keepersOf = ({ shipmentId, beforeId }: HeldLabel, own: string) =>
  [shipmentId === own ? null : shipmentId, beforeId].filter((id) => id !== null)

/**
 * Returns the first of a label's keepers that was announced and has the label, with its verdict. If there is
 * none, the label is free.
 */
async function answerFor(
  row: HeldLabel,
  wanted: WantedLabels,
  ask: AskHolder,
): Promise<{ keeper: string | null; answer: LabelVerdict | null }> {
  for (const keeper of keepersOf(row, wanted.shipmentId)) {
    const [answer] = (await ask(keeper, wanted, [row.label])) ?? []
    if (answer && answer.verdict !== 'foreign') return { keeper, answer }
  }
  return { keeper: null, answer: null }
}

async function judge(
  held: readonly HeldLabel[],
  wanted: WantedLabels,
  ask: AskHolder,
): Promise<JudgedLabels> {
  const answers = await Promise.all(
    held.map(async (row) => ({ ...row, ...(await answerFor(row, wanted, ask)) })),
  )
  const judged: JudgedLabels = { held: answers, taken: false, known: [], seen: {} }
  for (const { label, keeper, answer } of answers) {
    if (answer?.verdict === 'open') judged.taken = true
    if (answer?.seen != null) judged.seen[label] = answer.seen
    if (answer?.verdict !== 'known' || keeper === null) continue
    const holder = judged.known.find(({ holderId }) => holderId === keeper)
    if (holder) holder.labels.push(label)
    else judged.known.push({ holderId: keeper, labels: [label] })
  }
  return judged
}

/**
 * Returns whether a label belongs to another open shipment or is being announced right now; then nobody has
 * to be asked.
 */
const inUse = ({ shipmentId, over, reservedAt }: HeldLabel, own: string, now: number) =>
  shipmentId !== own && (over === false || (over === null && now - (reservedAt ?? 0) < LABEL_RESERVED_MS))

const refused = (code: Refusal, known?: KnownLabels[]) =>
  ({ ok: false, code, ...(known && { known }) }) as const
const refusedBy = ({ taken, known }: JudgedLabels) =>
  taken ? refused('label-taken') : known.length > 0 ? refused('label-known', known) : null

/**
 * Announces a shipment with its labels (R41). A label of an open shipment is refused. A label of a shipment
 * that is over goes along, with its protection, if that shipment says that it stays with the same recipient.
 * That shipment is asked again once the label is reserved: from then on no scan reaches it by that label, so
 * its answer stays true.
 */
export async function announceShipment(
  stores: { DB: D1Database; SHIPMENT: DurableObjectNamespace },
  input: AnnounceInput,
  call: Call,
  ask: AskHolder,
): Promise<AnnounceResult> {
  const { shipmentId, command } = input
  const { DB: db } = stores
  const labels = [command.waybill, ...command.labels]
  const shipment = shipmentStub(stores.SHIPMENT, shipmentId)
  // A command that the rules refuse needs no label. The object refuses it, or repeats its earlier answer.
  if (!decide(null, command, Date.now()).ok)
    return announceIn(await findShipment(stores, shipmentId), input, call)
  const rows = await heldLabels(db, labels)
  // A shipment that was announced before has its labels or has given them away since, so a repetition
  // reserves nothing. If a row names this shipment, its object is asked directly, because the index may not
  // list it yet. Otherwise the index suffices: the shipment is no newer than those that took its labels.
  const there = rows.some((row) => row.shipmentId === shipmentId)
    ? shipment
    : await findShipment(stores, shipmentId)
  if (rows.length > 0 && (await there.view(null))) return announceIn(shipment, input, call)
  const at = Date.now()
  if (rows.some((row) => inUse(row, shipmentId, at))) return refused('label-taken')
  const wanted = wantedBy(input)
  const first = await judge(rows, wanted, ask)
  const no = refusedBy(first)
  if (no) return no
  const reservation = { shipmentId, labels, held: first.held, at, id: crypto.randomUUID() }
  const announced = await announceReserved(db, shipment, reservation, input, call, async () =>
    rows.length > 0 ? judge(rows, wanted, ask) : first,
  )
  if (announced.ok) return announced
  // Only labels that the object itself does not hold are given back: a parallel request may have announced
  // it.
  const holder = await shipment.view(null)
  const own = holder ? [holder.waybill, ...holder.parcels.map((parcel) => parcel.label)] : []
  const unused = labels.filter((label) => !own.some((one) => sameLabel(one, label)))
  await giveBack(db, reservation, unused)
  return announced
}

async function announceReserved(
  db: D1Database,
  shipment: ShipmentApi,
  reservation: Reservation,
  input: AnnounceInput,
  call: Call,
  askAgain: () => Promise<JudgedLabels>,
): Promise<AnnounceResult> {
  if (!(await takeLabels(db, reservation))) return refused('label-taken')
  const judged = await askAgain()
  const no = refusedBy(judged)
  if (no) return no
  const { seen } = judged
  const command = { ...input.command, ...(Object.keys(seen).length > 0 && { seen }) }
  return announceIn(shipment, { ...input, reservedAt: reservation.at, command }, call)
}

async function announceIn(shipment: ShipmentApi, input: AnnounceInput, call: Call): Promise<AnnounceResult> {
  const announced = await shipment.announce(input, call)
  if (announced.ok) rememberShipment(input.shipmentId)
  return announced.ok ? { ok: true, ...announced.value } : { ok: false, code: announced.refusal }
}
