import { defineTexts } from '../../i18n/texts.ts'

export default defineTexts({
  language: 'Language',
  opening: 'Opening your delivery…',
  again: 'Try again',
  back: 'Back',
  cancel: 'Cancel',
  loadFailed: 'This part could not be loaded. Check the connection.',
  stale: 'No connection. This page may be out of date.',

  // Nothing to show
  'dead.offline': 'No connection',
  'dead.offline.text':
    'Your phone does not reach us. Check Wi-Fi or mobile data. If your message holds a code, the courier can take it without this page.',
  'dead.down': 'Something is wrong on our side',
  'dead.down.text': 'Nothing is lost. Try again in a moment.',

  // Before the courier comes
  'wait.prepared': 'Your parcel is being prepared',
  'wait.underway': 'Your parcel is on its way',
  'wait.why': 'From {sender}. It is released only to you: that is what this page is for.',
  'wait.ordinary': 'From {sender}. The courier hands it over as usual; you need nothing from this page.',
  'wait.door': 'At your door',
  'wait.scan': 'Open this page when the courier is there. The camera starts by itself: hold it to the label.',
  'wait.check': 'Check the data and say whether everything is right.',
  'wait.sign': 'Sign on your phone. The courier sees it at once and leaves you the parcel.',
  'wait.code': 'You show the courier your code. It will stand on this page, and in a message to you.',
  'wait.reveal': 'Your code appears on this page once the camera has seen the label.',
  'wait.arrival':
    'Your code appears here once the courier is at your door, with two words that their screen shows too.',
  'wait.never': 'Never give a code by phone. Whoever asks for it in a call is not the courier.',
  'wait.self': 'This page updates by itself.',

  // Code and QR
  'code.title': 'Your code for the courier',
  'code.lead': 'Give it only in the courier’s presence. Never by phone.',
  'code.words': 'The courier’s screen shows the same words. Only face to face.',
  'code.label': 'Code',
  'code.qr': 'QR code for the courier',
  'code.orQr': 'or show this QR code',
  'code.onlyQr': 'Show this QR code to the courier',
  'code.hold':
    'Without it the courier may not hand the parcel over: it then waits for you at a pick-up point.',
  'code.identity': 'Without it the courier checks your identity document.',
  'code.arrived': 'The courier has arrived',
  'code.underway': 'The courier is on the way',
  'code.later': 'Not on its way yet',
  'code.next': 'Waiting for the next visit',
  'code.from': 'Parcel from {sender}',
  'code.timeFrom': '{time} · Parcel from {sender}',
  'code.offline': 'No network. Your code works without one: show it to the courier.',
  'code.show': 'Show the code',
  'code.scan': 'Scan the label',

  'notMe.button': 'This isn’t for me',
  'notMe.past': 'That was not me',
  'notMe.done': 'Thank you. The carrier has been told and is looking into it.',

  // Scanning
  'scan.title': 'Point the camera at the parcel’s barcode',
  'scan.lead': 'This makes sure that the courier has brought yours.',
  'scan.already': 'This parcel is already scanned. Hold the camera to the next one.',
  'scan.unrevealed':
    'The label is right. The code appears when the camera sees it, or after a photo once the courier has arrived.',
  'scan.torch': 'Torch',
  'scan.photo': 'Photo',
  'scan.type': 'Type the number',
  'scan.starting': 'Starting the camera…',
  'scan.checking': 'Checking…',
  'scan.reading': 'Reading the photo…',
})
