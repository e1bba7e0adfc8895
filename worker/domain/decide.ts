import type { Command, Order } from './command.ts'
import * as chat from './decide/chat.ts'
import { tryCode } from './decide/code.ts'
import * as contact from './decide/contact.ts'
import { correctRecipient } from './decide/correct.ts'
import * as counter from './decide/counter.ts'
import { receiveAtDepot } from './decide/depot.ts'
import * as dispatcher from './decide/dispatcher.ts'
import { erase } from './decide/erase.ts'
import * as label from './decide/label.ts'
import { settleConflict, withAct } from './decide/late.ts'
import * as notes from './decide/notes.ts'
import * as payment from './decide/payment.ts'
import * as point from './decide/point.ts'
import * as recipient from './decide/recipient.ts'
import { reopenVisit } from './decide/reopen.ts'
import { decideRequest } from './decide/request.ts'
import * as roundEnd from './decide/round-end.ts'
import { resend, sendAtDoor } from './decide/send.ts'
import * as storage from './decide/storage.ts'
import * as suspension from './decide/suspension.ts'
import { arrive, deliver, failVisit } from './decide/visit.ts'
import { checkIdentity, declareNoCode } from './decide/without-code.ts'
import { accept, type Decision, refuse } from './decision.ts'
import type { DeviceAct } from './device-act.ts'
import type { Shipment } from './state.ts'

/**
 * Applies all rules of one shipment to a command: returns the facts and the answer, or a refusal. Pure and
 * synchronous; `now` is the server's time in ms. `shipment` is null as long as nobody announced it. A wrong
 * code is a fact and not an error; a refusal changes nothing.
 */
export function decide(shipment: Shipment | null, command: Command, now: number): Decision {
  const { device, ...rest } = command
  const order = rest as Order
  const decision = decideOrder(shipment, order, now, device)
  return payment.withRefunds(shipment, withAct(shipment, order, device, decision, now), now)
}

function decideOrder(shipment: Shipment | null, command: Order, now: number, device?: DeviceAct): Decision {
  if (!shipment) return command.type === 'announce' ? dispatcher.announce(command) : refuse('not-found')
  switch (command.type) {
    case 'announce':
      return refuse('waybill-taken')
    case 'schedule':
      return dispatcher.schedule(shipment, command)
    case 'move':
      return dispatcher.move(shipment, command)
    case 'withdraw':
      return dispatcher.withdraw(shipment, command)
    case 'dispatch':
      return dispatcher.dispatch(shipment, command)
    case 'receive-at-depot':
      return receiveAtDepot(shipment, command, now)
    case 'cancel':
      return dispatcher.cancel(shipment)
    case 'request-contact':
      return contact.requestContact(shipment, command)
    case 'correct-recipient':
      return correctRecipient(shipment, command, now)
    case 'request-label':
      return label.requestLabel(shipment, command, now)
    case 'stop-label-change':
      return label.stopLabel(shipment, command, now)
    case 'note-label-moved':
      return label.noteLabelMoved(shipment, command)
    case 'decide-request':
      return decideRequest(shipment, command, now)
    case 'withdraw-contact':
      return contact.withdrawContact(shipment)
    case 'stop-contact-change':
      return contact.stopContact(shipment, command, now)
    case 'decide-claim':
      return dispatcher.decideClaim(shipment, command)
    case 'send':
      return resend(shipment, command.what, now)
    case 'send-at-door':
      return sendAtDoor(shipment, command, now)
    case 'arrive':
      return arrive(shipment, command, now, device)
    case 'try-code':
      return tryCode(shipment, command)
    case 'declare-no-code':
      return declareNoCode(shipment, command)
    case 'check-identity':
      return checkIdentity(shipment, command, now)
    case 'fail-visit':
      return failVisit(shipment, command)
    case 'reopen-visit':
      return reopenVisit(shipment, command, now, device)
    case 'deliver':
      return deliver(shipment, command)
    case 'scan-label':
      return recipient.scanLabel(shipment, command)
    case 'declare-no-claims':
      return recipient.declareNoClaims(shipment, command)
    case 'raise-claim':
      return recipient.raiseClaim(shipment, command, now)
    case 'finish':
      return recipient.finish(shipment, command, now)
    case 'declare-not-me':
      return recipient.declareNotMe(shipment, command, now)
    case 'extend':
      return recipient.extend(shipment, command, now)
    case 'receive-at-point':
      return point.receiveAtPoint(shipment, command)
    case 'confirm-receipt':
      return point.confirmReceipt(shipment, command)
    case 'lift-suspension':
      return recipient.liftSuspension(shipment, command, now)
    case 'release-suspension':
      return suspension.release(shipment, command)
    case 'choose-point':
      return point.choosePoint(shipment, command)
    case 'try-code-at-counter':
      return counter.tryCodeAtCounter(shipment, command)
    case 'check-identity-at-counter':
      return counter.checkIdentityAtCounter(shipment, command, now)
    case 'scan-at-counter':
      return counter.scanAtCounter(shipment, command, now)
    case 'refuse-at-counter':
      return counter.refuseAtCounter(shipment, command)
    case 'extend-at-counter':
      return storage.extendAtCounter(shipment, command)
    case 'return-to-sender':
      return storage.returnToSender(shipment, command)
    case 'return-from-depot':
      return storage.returnFromDepot(shipment, command)
    case 'order-return':
      return storage.orderReturn(shipment, command)
    case 'erase':
      return erase(shipment, command, now)
    case 'pass-time':
      return storage.passTime(shipment, command, now)
    case 'close-stop':
      return roundEnd.closeStop(shipment, command, now)
    case 'record-tablet-failure':
      return roundEnd.recordTabletFailure(shipment, command)
    case 'suspect-violation':
      // Violations are about visits: what no courier took out, or what needs no proof, breaks no rule (R27).
      if (!shipment.secured) return refuse('not-secured')
      if (!shipment.visit) return refuse('not-out-for-delivery')
      return accept([{ type: 'violation-suspected', kind: command.kind }])
    case 'settle-conflict':
      return settleConflict(shipment, command)
    case 'open-payment':
      return payment.openPaymentFor(shipment, command, now)
    case 'note-payment-referred':
      return payment.notePaymentReferred(shipment, command)
    case 'note-payment-received':
      return payment.notePaymentReceived(shipment, command)
    case 'note-payment-failed':
      return payment.notePaymentFailed(shipment, command)
    case 'note-fiscal-receipt':
      return payment.noteFiscalReceipt(shipment, command)
    case 'order-refund':
      return payment.orderRefund(shipment, command)
    case 'retry-refund':
      return payment.retryRefund(shipment)
    case 'note-refund-referred':
      return payment.noteRefundReferred(shipment, command)
    case 'note-refund-made':
      return payment.noteRefundMade(shipment, command)
    case 'note-refund-failed':
      return payment.noteRefundFailed(shipment, command)
    case 'join-chat':
      return chat.joinChat(shipment, command)
    case 'end-chat':
      return chat.endChat(shipment, command, now)
    case 'note-chat-blocked':
      return chat.noteBlocked(shipment, command)
    case 'note-sent':
      return notes.noteSent(shipment, command)
    case 'note-failed':
      return notes.noteFailed(shipment, command)
    case 'note-report':
      return notes.noteReport(shipment, command)
  }
}
