import { defineTexts } from '../../i18n/texts.ts'

export default defineTexts({
  courier: 'Courier',
  counter: 'Counter',
  depot: 'Depot',
  dispatcher: 'Dispatcher',
  language: 'Language',
  invited: 'You were invited as: {role}',
  invitedName: '{name}, you were invited as: {role}',
  invitedWhy: 'Sign in on this device. The invitation works once.',
  signIn: 'Sign in',
  expired: 'This invitation is no longer valid. Ask your dispatcher for a new one.',
  noRoom: 'This version has no screens for this role. The invitation has not been used.',
  offline: 'No network. Try again once you are connected.',
  failed: 'That did not work. Try again in a moment.',
  choose: 'Who is working?',
  until: 'Signed in until {time}',
  nobody: 'Nobody is signed in here',
  nobodyWhy:
    'Open the invitation that your dispatcher gave you: scan its QR code or tap its link on this device.',
  signedOut: 'You are signed out',
  signedOutWhy:
    'Your session has ended. Ask your dispatcher for a new invitation and open it on this device.',
  back: 'To the start',
  loadFailed: 'This part could not be loaded.',
  again: 'Try again',
  update: 'A new version is ready.',
  updateNow: 'Update',
  install: 'Install on this device',
  installWhy: 'Opens from the home screen and starts without a network.',
  installIos: 'Tap Share at the edge of the screen, then “Add to Home Screen”.',
})
