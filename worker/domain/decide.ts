import { accept, type Command, type Decision, refuse } from './command.ts'
import { tryCode } from './decide/code.ts'
import * as dispatcher from './decide/dispatcher.ts'
import * as recipient from './decide/recipient.ts'
import { resend, sendAtDoor } from './decide/send.ts'
import { arrive, deliver, failVisit } from './decide/visit.ts'
import { checkIdentity, declareNoCode } from './decide/without-code.ts'
import type { Shipment } from './state.ts'

/**
 * All rules of one shipment: what happens when somebody wants something. Pure and synchronous; `now` is the
 * server's time in ms. `null` is a shipment that nobody announced yet. A wrong code is a fact, not an error;
 * a refusal changes nothing.
 */
export function decide(shipment: Shipment | null, command: Command, now: number): Decision {
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
      return dispatcher.receiveAtDepot(shipment, command)
    case 'cancel':
      return dispatcher.cancel(shipment)
    case 'decide-claim':
      return dispatcher.decideClaim(shipment, command)
    case 'send':
      return resend(shipment, command.what, now)
    case 'send-at-door':
      return sendAtDoor(shipment, command, now)
    case 'arrive':
      return arrive(shipment, command)
    case 'try-code':
      return tryCode(shipment, command)
    case 'declare-no-code':
      return declareNoCode(shipment, command)
    case 'check-identity':
      return checkIdentity(shipment, command)
    case 'fail-visit':
      return failVisit(shipment, command)
    case 'deliver':
      return deliver(shipment, command)
    case 'scan-label':
      return recipient.scanLabel(shipment, command)
    case 'declare-no-claims':
      return recipient.declareNoClaims(shipment, command)
    case 'raise-claim':
      return recipient.raiseClaim(shipment, command, now)
    case 'finish':
      return recipient.finish(shipment, command)
    case 'declare-not-me':
      return recipient.declareNotMe(shipment, command, now)
    case 'note-sent': {
      const { cause, channels, about, unserved } = command
      const rest = unserved.length > 0 ? { unserved } : {}
      return accept([{ type: 'message-sent', cause, channels, about, ...rest }])
    }
    case 'note-failed': {
      const { type: _type, ...failed } = command
      return accept([{ type: 'message-failed', ...failed }])
    }
  }
}
