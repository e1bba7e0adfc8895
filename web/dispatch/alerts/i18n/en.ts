import fresh from '../../../hands/i18n/en.ts'
import late from '../../../hands/late/i18n/en.ts'
import { defineTexts } from '../../../i18n/texts.ts'

export default defineTexts({
  ...fresh,
  ...late,
  heading: 'Alerts',
  open: 'Needs attention',
  earlier: 'Earlier',
  what: 'What',
  when: 'When',
  about: 'About',
  actions: 'Actions',
  none: 'Nothing needs attention',
  noneText: 'Blocked couriers, claims, missing parcels and messages that did not arrive appear here.',
  noneEver: 'No alerts yet',

  'kind.pin-blocked': 'Code entry suspended: too many wrong codes today',
  'kind.identity-blocked':
    'Identity checks suspended: three releases by document today, or two “This isn’t for me” answers at a counter',
  'kind.page-locked': 'Recipient’s page locked after ten wrong labels',
  'kind.claim': 'The recipient raised a claim',
  'kind.not-me': 'The recipient says: this wasn’t me',
  'kind.message-failed': 'A message to the recipient did not arrive',
  'kind.other': 'Something needs a look',

  shipment: 'Shipment',
  release: 'Release',
  releaseName: 'Release {name}',
  releaseTitle: 'Release {name}?',
  releaseText:
    'The courier can go on at once. Find out first why it happened: the block is there to stop guessing and shortcuts.',
  released: 'Released {time}',
  releasedDone: '{name} is released.',
  releaseWaits: 'The release of {name} is asked for',
  releaseWaitsText:
    'You made this account or invited it, directly or through others. Somebody without a hand in it has to lift the block.',
  waitsForSecond: 'Waits for a second person',
  courier: 'the courier',
  'kind.unexplained': 'A parcel is not accounted for',
  'kind.misplaced': 'A parcel is at the wrong pick-up point',
  'kind.tablet-failed': 'A tablet failed',
  'kind.return': 'A parcel goes back: no proof is left',
  'next.pin-blocked':
    'Find out why, look at the courier’s visits, then release. QR codes and the recipient’s phone go on.',
  'next.identity-blocked': 'Look at the three releases. Until you release, no code means: no parcel.',
  'next.page-locked':
    'Somebody tried other labels. Ask the courier what lies there; a fresh message gives a new page.',
  'next.claim': 'Open it. A claim at the door stops everything until you decide.',
  'next.not-me':
    'Open it. On the road everything waits for your decision. Call the recipient on the announced contact, and report a violation if it was somebody else.',
  'next.message-failed': 'Check the contact on the shipment and send the message again.',
  'next.unexplained':
    'Ask whoever had it last, and look in the vehicle or on the shelves. Once found, the depot or the pick-up point scans it in; lost on a round, it is a suspected violation until then.',
  'next.misplaced':
    'It stays at the pick-up point that scanned it. Choose that one for it, or have it brought to its own.',
  'next.tablet-failed':
    'Open it to see what follows: identity check on a substitute phone, or back to the depot and another visit.',
  'next.return':
    'Nothing is left to do at the counter: it scans the parcel out to its sender. Tell the shipper.',
  'next.other': 'Open it and read its history.',
  'kind.contact-change': 'Another contact is asked for: a second person must agree',
  'next.contact-change':
    'Call the recipient on the present contact, then agree or withdraw on the shipment. Nothing changes for 30 minutes.',
  'kind.label-change': 'A label was asked for, for another recipient',
  'next.label-change': 'Whoever the parcel is for was told and can stop it. Was it one of you?',
  'kind.label-stopped': 'The recipient stopped their label from going to somebody else',
  'next.label-stopped': 'Somebody asked for a parcel that is not theirs. Find out who and why.',
  'kind.contact-stopped': 'The recipient stopped a change of contact',
  'next.contact-stopped':
    'Somebody asked for a contact that the recipient does not know. Find out who, and why.',
  'channel.sms': 'SMS',
  'channel.email': 'E-mail',
  'channel.messenger': 'Messenger',
  'channel.voice': 'Calls',
  'kind.unreached': 'A secured parcel left although nobody told its recipient the code',
  'next.unreached':
    'The courier sees it at the door. Send the message again, or take the stop off the round and correct the contact.',
  'kind.gateway-down': 'Messages are not leaving: the provider does not answer',
  'next.gateway-down':
    'They are tried again for hours, and nothing is lost. Ask the provider; a contract with an order of channels goes on to the next by itself.',
  'kind.webhook-disabled': 'A webhook was switched off: its address refuses every call',
  'next.webhook-disabled':
    'Ask the shipper for an address that answers, save the webhook again, and replay what it missed.',
  'kind.fresh-hands': 'Handed over against a document by hands that are too new',
  'next.fresh-hands':
    'Call the recipient on the announced contact and ask whether they have it. If not, revoke the session and report a violation.',
  because: 'Why: {reasons}',
  invitedBy: '{who}, invited by {inviter} on {time}',
  theOperator: 'the operator',
  'kind.undeclared': 'A pick-up point received a parcel with no record of its delivery there',
  'next.undeclared':
    'Ask the courier and the pick-up point. A code, QR or link issues it; a document only after the courier’s arrival comes in, or once you confirm the receipt under Requests.',
  'kind.foreign-labels': 'Twenty labels of other pick-up points at one counter today',
  'next.foreign-labels':
    'Somebody scans or types labels that do not belong to their pick-up point. Ask who was at the counter, and why.',
  'kind.refund-failed': 'Money could not be given back: the payment service refused',
  'next.refund-failed':
    'Read why on the shipment, settle it with the payment service, then try the refund again there.',
  'kind.payment-difference': 'The payment service’s books differ from ours',
  'next.payment-difference':
    'Compare the payment in its console with the shipment: money may have come or gone that is not on record here.',
  'kind.conflict': 'What a courier did without a network contradicts what is on record',
  'next.conflict':
    'Open the shipment: it shows both accounts. Ask the courier and whoever else acted, then settle it there.',
  settled: 'Settled {time}',
  lateWhat: '{what}: {why}',
  lateBy: '{who}, done {time}',
  'kind.device-gap': 'What a courier did is missing at the end of a round',
  'next.device-gap':
    'Their device numbers all that is done on it, and these numbers never came in. Ask the courier what waits there or was lost, and compare it with the round.',
  devices: 'Devices',
  'kind.invitation-reused': 'An invitation was used twice',
  'next.invitation-reused':
    'Another device came with it as well. Revoke the person’s devices and invite them anew.',
  gapWhat: '{who}, missing: {numbers}',
  gapRound: 'Round',
})
