import { defineTexts } from '../../../i18n/texts.ts'

export default defineTexts({
  heading: 'Alerts',
  open: 'Needs attention',
  earlier: 'Earlier',
  what: 'What',
  when: 'When',
  about: 'About',
  actions: 'Actions',
  none: 'Nothing needs attention',
  noneText: 'Blocked couriers, claims and messages that did not arrive appear here.',
  noneEver: 'No alerts yet',

  'kind.pin-blocked': 'PIN entry blocked: too many wrong codes today',
  'kind.identity-blocked': 'Identity check blocked: three releases by document today',
  'kind.page-locked': 'Recipient’s page locked after ten wrong labels',
  'kind.claim': 'The recipient raised a claim',
  'kind.not-me': 'The recipient says: this was not me',
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
  courier: 'the courier',
  'kind.unexplained': 'A parcel is not accounted for',
  'kind.misplaced': 'A parcel is at the wrong point',
  'kind.tablet-failed': 'A tablet failed',
  'kind.return': 'A parcel goes back: no proof is left',
})
