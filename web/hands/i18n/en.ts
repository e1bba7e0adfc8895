import { defineTexts } from '../../i18n/texts.ts'

/** Why hands are too new to release by identity unseen (R42): on every screen that says so, in the same words. */
export default defineTexts({
  'fresh.new-hands': 'new here (less than a day, or fewer than ten hand-overs by code)',
  'fresh.new-device': 'the device is new (less than a day, or fewer than ten hand-overs by code)',
  'fresh.first-session': 'first sign-in after three days away',
  'fresh.ended-session': 'this sign-in ended another one of today',
  'fresh.substitute': 'a substitute device',
  'fresh.new-point': 'a new pick-up point',
  'fresh.unreached': 'no message reached the recipient',
  'fresh.moved': 'somebody who let this person in moved the stop',
  'fresh.point-chosen': 'somebody who let this person in chose the pick-up point',
  'fresh.tablet-recorded': 'somebody who let this person in recorded the broken tablet',
  'fresh.block-lifted': 'somebody who let this person in lifted their block',
})
