import { defineTexts } from '../../../i18n/texts.ts'

export default defineTexts({
  poster: 'Poster for the van',
  title: 'First the code, then the parcel',
  titleLink: 'First the green screen, then the parcel',
  subtitle: 'Secured parcels: the tablet says when to hand over.',

  'code.title': 'The client has the code',
  'code.titleLink': 'The client has their phone',
  'code.atScan': 'Show the client the label: their phone scans it and then shows the code.',
  'code.atArrival':
    'After “{button}” the client’s page shows the code, and the same two words as your tablet.',
  'code.pin': 'Enter its {digits} digits.',
  'code.qr': 'Or tap “{button}” and scan it.',
  'code.onlyQr': 'Tap “{button}” and scan it.',
  'code.link': 'Or the client scans the label with their own phone.',
  'code.onlyLink': 'The client scans the label with their own phone.',
  'code.end': 'Green screen: hand over',
  'none.title': 'The client has no code',
  'none.titleLink': 'The client’s phone does not help',
  'none.hold': 'Say why, tap “{button}”, then “{confirm}”.',
  'none.identity': 'Tap “{button}”. Check the document: photo and name.',
  'none.sign': 'The client signs on the tablet.',
  'wrong.title': 'The code is wrong',
  'wrong.do': 'Ask again, digit by digit. Keep the parcel in your hands. {attempts} tries in all.',
  'wrong.doQr': 'Let the client show it again. Keep the parcel in your hands. {attempts} tries in all.',
  'wrong.hold': 'After the last one: no code counts any more.',
  'wrong.identity': 'After the last one: tap “{button}”.',
  'end.hold': 'Keep the parcel: it goes to the pick‑up point',
  'end.identity': 'Same name and photo: hand over. Otherwise keep the parcel',
  'end.wrongIdentity': 'Then only the document counts',
  'end.wrongIdentityLink': 'Then only the document or the client’s own phone counts',

  'rule.green': 'No green screen: keep the parcel, whatever is said or shown to you.',
  'rule.door': 'Ask for the code at the door only. Never by telephone, never beforehand.',
  'rule.write': 'Write no code down. Photograph no document.',

  guide: 'Guide',
  guideTitle: 'At the door, step by step',
  'step.arrive': 'Arrive',
  'step.arrive.text':
    'Tap “{button}” at the door and compare the label with the stop. Only then ask for the code.',
  'step.outcomes': 'One of three things happens',
  'step.free': 'Without contact',
  'step.free.put': 'Ring, put the parcel down, step back two metres and stay in sight.',
  'step.free.leave': 'Ring and put the parcel down. You need not wait.',
  'step.free.code': 'The client tells you the code from there.',
  'step.free.codeOrQr': 'The client tells you the code from there, or shows the QR.',
  'step.free.link':
    'The client scans the label with their own phone, compares the data and signs there. Nobody touches your tablet.',
  'step.free.alone':
    'The client scans the label with their own phone and signs there. The stop ends by itself.',
  'step.free.green': 'Your screen turns green by itself: the client takes the parcel.',
  'step.free.typed': 'Your screen is green: the client takes the parcel.',
  'step.slip': 'Tapped by mistake?',
  'step.slip.text': {
    one: 'Nobody there, refused, address, damaged or no code: tap “{button}” within {count} minute, before the next stop. Five wrong codes stay.',
    other:
      'Nobody there, refused, address, damaged or no code: tap “{button}” within {count} minutes, before the next stop. Five wrong codes stay.',
  },
  'step.network': 'No network?',
  'step.network.text':
    'Codes are checked over the network only. Look for a signal; until the screen is green nothing counts.',
  'step.tablet': 'Tablet broken?',
  'step.tablet.identity':
    'Call the dispatcher: a link opens the round on a substitute phone, with the identity check.',
  'step.tablet.depot': 'Secured parcels go back to the depot. Call the dispatcher.',

  shows: 'The tablet shows',
  do: 'You do',
  say: 'You say',
  recorded: 'Recorded as',
  pictureOf: 'Screen: {what}',
  phone: 'the client’s phone',
})
