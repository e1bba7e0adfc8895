import { defineTexts } from '../../i18n/texts.ts'

export default defineTexts({
  title: 'Depot',
  heading: 'What came back',
  lead: 'Scan each parcel. Only then is it at the depot and can go out again.',
  label: 'Label',
  receive: 'Receive',
  camera: 'Scan with the camera',
  stopCamera: 'Close the camera',
  empty: 'Nothing scanned yet',
  emptyText: 'A scanner types into the field above; the camera works as well.',
  received: 'At the depot',
  unknown: 'Not one of ours',
  'not-due': 'Not on its way back',
  secret: 'That is a recipient’s code, not a label.',
  short: 'A label has at least four characters.',
  offline: 'No network. The parcel is not received yet: scan it again.',
  failed: 'That did not work. Scan the parcel again.',
  count: { one: '{count} parcel received', other: '{count} parcels received' },
  signOut: 'Sign out',
  again: 'Try again',
  returned: 'Sent back to the sender',
})
