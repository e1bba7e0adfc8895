import type { Contact, Recipient } from '../api/common.ts'
import { type Coordinates, distanceM } from '../domain/choose-point.ts'
import { type Contacts, contactsOf } from '../domain/eligibility.ts'
import type { Shipment } from '../domain/state.ts'
import type { PersonalInput } from '../objects/call.ts'
import type { PlainCommand } from '../objects/shipment.ts'
import { ERASED } from '../views/recipient-data.ts'
import type { Photos } from './photos.ts'
import type { Store } from './store.ts'

interface CompletedCommand {
  given: PlainCommand
  /** Personal data that is stored beside the log together with the command's facts. */
  personalData: PersonalInput | undefined
}

/**
 * Returns a command with what only the object knows: how far an arrival was from the address, the contact
 * that a new one adds to, the photos behind the ids, and what is left to erase. `personalData` is the personal data
 * that goes with it. The call is synchronous and comes right before the commit, so that nothing changes in
 * between. It refuses photo ids that this phone cannot use.
 */
export function completeCommand(
  state: Shipment | null,
  given: PlainCommand,
  personalData: PersonalInput | undefined,
  store: Store,
  photos: Photos,
  fingerprintOf: (seq: number) => string,
): CompletedCommand | { refusal: 'unknown-photo' } {
  if (!state) return { given, personalData }
  switch (given.type) {
    case 'arrive':
      return { given: withDistance(state, given, personalData, store), personalData }
    case 'raise-claim': {
      if (!personalData?.photos) return { given, personalData }
      // The call names photos by id. The claim stores what identifies each photo, including its digest.
      const found = photos.forClaim(personalData.photos as string[], given)
      if (!found) return { refusal: 'unknown-photo' }
      return { given: { ...given, photos: found.length }, personalData: { ...personalData, photos: found } }
    }
    case 'erase': {
      const kept = store.personalData.keptKinds()
      return { given: { ...given, kinds: given.kinds.filter((kind) => kept.includes(kind)) }, personalData }
    }
    case 'request-contact': {
      // What the request does not name stays, so whoever lost a phone keeps the e-mail address.
      const known = store.personalData.recipient(state.contactFrom)
      const { phone = known?.phone, email = known?.email } = (personalData?.contact ?? {}) as Contact
      const contact = { ...(phone && { phone }), ...(email && { email }) }
      const contacts = contactsAfter(state, given.contacts, phone, email)
      return { given: { ...given, contacts }, personalData: { ...personalData, contact } }
    }
    case 'correct-recipient': {
      // What the correction does not name stays as it is.
      const known = store.personalData.recipient(state.contactFrom) ?? ERASED
      const {
        name = known.name,
        phone = known.phone,
        email = known.email,
      } = (personalData ?? {}) as Partial<Recipient>
      const contact = { ...(phone && { phone }), ...(email && { email }) }
      const contacts = contactsAfter(state, given.contacts, phone, email)
      const changes = {
        name: name !== known.name,
        contact: phone !== known.phone || email !== known.email,
      }
      return {
        given: { ...given, contacts, changes },
        personalData: { name: { name, kind: known.kind }, contact },
      }
    }
    case 'decide-request': {
      const { seen, ...rest } = personalData ?? {}
      return { given: { ...given, same: seen === fingerprintOf(given.seq) }, personalData: rest }
    }
    default:
      return { given, personalData }
  }
}

/**
 * Returns the ways in which the recipient can be told something once a call's contact is in force. What the
 * call does not name stays, and so does the kind of that number.
 */
function contactsAfter(
  state: Shipment,
  named: Contacts,
  phone: string | undefined,
  email: string | undefined,
): Contacts {
  const { phoneKind } = named.hasPhone ? named : state.contacts
  return contactsOf({
    hasPhone: phone !== undefined,
    hasEmail: email !== undefined,
    ...(phoneKind && { phoneKind }),
  })
}

/**
 * Returns an arrival with its distance from the announced address in metres, if both places are known, and with
 * whether that address has one (R39). The places themselves stay beside the log (R13).
 */
function withDistance(
  state: Shipment,
  given: Extract<PlainCommand, { type: 'arrive' }>,
  personalData: PersonalInput | undefined,
  store: Store,
): PlainCommand {
  const address = store.personalData.recipient(state.contactFrom)?.address
  const located = address?.lat !== undefined && address.lon !== undefined
  const place = personalData?.place as Coordinates | undefined
  const metres = address && place ? distanceM(address, place) : null
  return { ...given, ...(located && { located }), ...(metres !== null && { distanceM: metres }) }
}
