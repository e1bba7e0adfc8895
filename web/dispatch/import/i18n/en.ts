import { defineTexts } from '../../../i18n/texts.ts'

export default defineTexts({
  heading: 'Import shipments',
  back: 'Shipments',
  contract: 'Contract',
  choose: 'Choose…',
  contractFirst: 'Choose the contract first: the file is checked under it.',
  noContracts: 'There is no contract yet. Make one under Contracts.',
  drop: 'Drop a CSV file here, or choose one',
  dropHint: 'It is checked on this device before anything is sent.',
  example: 'Download an example',
  exampleName: 'shipments-example.csv',
  format: 'What a file looks like',
  formatText:
    'The first line names the columns, in any order; a shipment is one line. Several parcels of one shipment stand on lines of their own with the same waybill. A name may stand in two or three columns, a mobile and a landline number in two.',
  column: 'Column',
  needed: 'Needed',
  isNeeded: 'needed',
  'needed.yes': 'yes',
  'needed.no': 'no',
  contents: 'What it holds',
  reading: 'Reading and checking {name}…',
  again: 'Choose another file',

  'bad.workbook':
    'This is an Excel workbook. In Excel choose File → Save as → “CSV UTF-8”, then choose that file here.',
  'bad.text-document':
    'This is a text document, not a table. Put the list into a spreadsheet and save that as “CSV UTF-8”.',
  'bad.pdf': 'This is a PDF. Ask for the list as a table, and save that as “CSV UTF-8”.',
  'bad.web-page':
    'This is a web page under another name. Open it in Excel, choose File → Save as → “CSV UTF-8”, then choose that file here.',
  'bad.archive': 'This is an archive. Unpack it and choose the CSV file that is in it.',
  'bad.picture': 'This is a picture. Choose the list as a CSV file.',
  'bad.binary': 'This file holds no text. Save the list as “CSV UTF-8”, then choose that file here.',
  'bad.unknown-encoding':
    'The letters of this file cannot be told: it is not in an encoding we read. Save it as “CSV UTF-8”, then choose that file here.',
  'bad.empty': 'This file is empty. Choose another.',
  'bad.large': 'This file is larger than 20 MB. Split it and import the parts one after another.',
  'bad.gone': 'The file could not be read: it was moved or changed meanwhile. Choose it again.',
  'bad.table': 'This file cannot be imported as it is',
  'bad.tableText':
    'Its first line does not name all the columns that are needed. Compare it with the example, then choose it again.',
  'bad.nothing': 'There are no shipments in this file: below the first line it is empty.',

  file: 'File',
  encoding: 'Encoding',
  separator: 'Separator',
  'separator.;': 'semicolon',
  'separator.,': 'comma',
  'separator.tab': 'tab',
  'separator.|': 'vertical bar',
  lines: 'Lines',
  shipments: 'Shipments',
  recognised: 'Columns recognised',
  unknown: 'Columns not recognised: {names}.',
  unknownText: 'They are left out. If one is needed, rename it as in the example.',
  preview: 'The first lines',
  line: 'Line',
  waybill: 'Waybill',
  problem: 'What to do',
  notKnown: 'not recognised',

  behind: {
    one: '{count} shipment has faults and stays behind: see below.',
    other: '{count} shipments have faults and stay behind: see below.',
  },
  good: { one: '{count} shipment can be announced', other: '{count} shipments can be announced' },
  noGood: 'No shipment of this file can be announced yet',
  allGood: 'Nothing in the file needs a correction.',
  wrong: {
    one: '{count} line needs a correction. The others can be sent already.',
    other: '{count} lines need a correction. The others can be sent already.',
  },
  left: {
    one: '{count} line waits for a correction.',
    other: '{count} lines wait for a correction.',
  },
  ordinary: {
    one: '{count} of them will be ordinary, not secured: it has no phone or e-mail to reach, is not delivered in person, or goes to a business.',
    other:
      '{count} of them will be ordinary, not secured: they have no phone or e-mail to reach, are not delivered in person, or go to a business.',
  },
  unreached: {
    one: '{count} of those has only a number that takes no texts, such as a landline.',
    other: '{count} of those have only a number that takes no texts, such as a landline.',
  },
  toPay: 'To pay',
  paid: {
    one: '{count} of them is paid for by link before the hand-over: {sums}.',
    other: '{count} of them are paid for by link before the hand-over: {sums}.',
  },
  resumed: {
    one: 'Part of this file was sent before: {count} shipment. It goes on where it stopped.',
    other: 'Part of this file was sent before: {count} shipments. It goes on where it stopped.',
  },
  send: { one: 'Announce {count} shipment', other: 'Announce {count} shipments' },
  goOn: 'Go on',
  download: 'Download the wrong lines',
  downloadText: 'With the reason beside each line. Correct them there and import that file alone.',
  wrongName: 'to-correct.csv',
  reason: 'Reason',

  faults: 'To be corrected',
  filter: 'Show',
  all: 'All ({count})',
  kind: '{column}: {what} ({count})',
  wholeLine: 'Whole line',
  more: 'Show more',
  shownOf: '{shown} of {count}',

  sending: 'Announcing',
  sent: '{done} of {count}',
  created: 'Announced',
  known: 'Already there',
  refused: 'Refused',
  pause: 'Pause',
  paused: 'Paused. Nothing is lost: go on whenever you like, even another day with the same file.',
  waiting:
    'No answer. It goes on automatically as soon as the network is back; you can leave this page open.',
  stopped: 'It stopped: {why}',
  leave: 'If this page is closed, choose the same file again: it goes on where it stopped.',

  done: 'Import finished',
  doneAll: 'All shipments of the file are announced.',
  doneSome: 'What is to be corrected stands below. Everything else is announced.',
  doneSame: 'Everything was announced before with exactly this content. Nothing was added.',
  open: 'Open the shipments',
  another: 'Import another file',

  warnings: 'Worth a look',
  warningsText: 'None of this holds anything back. What is not as you meant it, correct in the file first.',
  said: 'What it is',
  lineNamed: 'Line {lines}',
  linesNamed: 'Lines {lines}',
  linesMore: 'Lines {lines} and {count} more',
  'w.above-header': 'Stands above the line with the columns’ names. It is passed over.',
  'w.header-again': 'Repeats the columns’ names. It is passed over.',
  'w.total-line': 'A line of sums, no shipment. It is passed over.',
  'w.empty-lines': 'Separators and nothing else. These lines are passed over.',
  'w.blank-repaired':
    'A broken byte stands here, once half of a non-breaking space. A space is put in its place.',
  'w.decimal-removed': 'The number had become a decimal (.0). The end is taken off.',
  'w.zero-added': 'The postcode had lost its first zero. It is put back.',
  'w.zeros-lost':
    'Shorter than the other numbers of this column, which begin with zeros: the spreadsheet may have taken them off. Compare with the label.',
  'w.maybe-rounded':
    'Ends with zeros from the sixteenth digit on: the spreadsheet may have put them there. Compare with the label.',
  'w.country-of-contract': 'No country stands here: the contract’s is taken.',
  'w.half-name': 'Only one part of the name stands here. A passport is compared with the whole one.',
  'w.several-numbers': 'More than one number stands here: the mobile one is taken, else the first.',
  'w.currency-of-contract': 'No currency stands here: that of the contract’s country is taken.',
  'w.amounts-not-asked': 'Nobody pays by link under this contract, so the amounts are passed over.',
  'w.amount-alone':
    'Prices are paid only if a column such as “Goods” says what is bought. Without one they are passed over.',

  'e.missing-column': 'The column “{column}” is missing. Add it, or name it so.',
  'e.broken-quotes':
    'A quotation mark opens a cell and does not close it properly, so that what follows cannot be told apart. Remove it, or write it twice.',
  'e.too-many-cells':
    'The line has more cells than there are columns: a cell holds the separator. Put that cell in quotation marks.',
  'e.differs-from-first-line':
    'This says something else than the first line of the same waybill. Leave it empty here, or give the shipment a waybill of its own.',
  'e.duplicate':
    'This number stands in the file twice. Give each parcel its own label, or remove the line that is repeated.',
  'e.waybill-taken': 'This waybill is already announced with other content. Check the number.',
  'e.label-known':
    'This label still belongs to another recipient. Announce it alone, in the form: it then waits for a second person.',
  'e.label-taken': 'Its label or waybill is on another open shipment. Check the numbers.',
  'e.not-eligible':
    'The contract allows secured hand-over only. Add a phone or an e-mail, delivery in person and a private recipient.',
  'e.hidden-sign': 'There is a line break or a sign in it that cannot be seen. Type it again, on one line.',
  'e.rounded':
    'The spreadsheet has rounded this number, and its last digits are gone. Format the column as text and enter it again.',
  'e.lost-letters':
    'Letters are lost: a question mark or nothing stands in their place. Type the cell again, or save the list as “CSV UTF-8”.',
  'e.garbled':
    'The letters arrived as others: a program has read the list in the wrong encoding. Export it again as “CSV UTF-8”.',
  'e.no-result': 'The spreadsheet shows an error here instead of a value. Put the value itself in the cell.',
  'e.no-such-number':
    'There is no such number in this country. Check it, and write it with the country code.',
  'e.too-many-marks': 'There is a letter with a heap of accents in it. Type it again.',
  'e.ambiguous': 'This may mean a thousand or one. Write it with two decimals, such as 1200.00 or 1.20.',
  'e.too-fine': 'More decimals than this currency has. Round it.',
  'e.no-currency':
    'In which currency? Add a column “Currency” with RUB, EUR…, or write it in the cell: 49.90 EUR.',
  'e.other-currency':
    'Two currencies in one shipment: the cell, its title or the column “Currency” disagree. Everything is paid in one.',
  'e.repeated-goods':
    'The same goods at the same price stand in this parcel twice. Remove the line, or write how many in the quantity.',
  'e.too-many-goods': 'More than 99 lines of goods. Put some into one line, or make several shipments.',
  'e.not-in-contract':
    'The contract does not ask recipients to pay for this. Empty the column, or choose another contract.',
  'e.above-limit': 'In all this is more than the contract lets a recipient be asked for. Check the amounts.',
  'e.no-provider': 'No payment service is set up for this currency. Ask your administrator.',
  'e.rate':
    'The payment service does not know this rate. Fiscal receipts take 0, 5, 7, 10, 20 and 22, or none.',
  'e.contract': 'This contract does not exist any more. Choose another.',
  'e.point': 'There is no such pick-up point. Take its ID from the list under People → Pick-up points (CSV).',
  'e.parcels': 'More than 50 parcels. Make several shipments of it.',
  'e.long': 'Too long. Shorten it.',
  'e.empty': 'This must not be empty. Fill it in.',
  'e.other': 'Not accepted. Compare the cell with the example.',

  'form.waybill': '4 to 64 characters: Latin letters, digits and signs.',
  'form.label': '4 to 64 characters: Latin letters, digits and signs, as in the barcode.',
  'form.name': 'First and last name, up to 120 characters, without control characters.',
  'form.phone': 'One number as dialled in the country of the address, or with the country code.',
  'form.email': 'One address such as name@example.com.',
  'form.kind': '“consumer” or “business”; empty means consumer.',
  'form.locale': 'ru, fr or en; empty: the contract’s language.',
  'form.line1': 'Street and number, up to 200 characters, without control characters.',
  'form.line2': 'Floor, flat, entrance: up to 200 characters, without control characters.',
  'form.city': 'The city, up to 100 characters.',
  'form.postcode': 'The postcode, up to 16 characters.',
  'form.country':
    'Two letters or the country’s name: RU, FR, United Kingdom… An empty cell means the contract’s country.',
  'form.lat': 'Degrees from -90 to 90, such as 45.7531.',
  'form.lon': 'Degrees from -180 to 180, such as 4.8297.',
  'form.inPerson': '“yes” or “no”; empty means yes.',
  'form.pointId': 'The pick-up point’s ID from the list under People → Pick-up points (CSV).',
  'form.reference': 'Your own number, up to 120 characters.',
  'form.instructions': 'A door code, a floor, up to 300 characters.',
  'form.deliveryAmount':
    'What the recipient pays for the delivery, VAT included: 4.90, 1 200.00 or 49.90 EUR. More than nothing; empty if it is not paid.',
  'form.deliveryVat': 'The rate in percent, such as 20 or 5.5, up to 40, or “none”; empty means none.',
  'form.goods':
    'What is bought, up to 128 characters. Further goods of a parcel stand on lines of their own.',
  'form.quantity': 'A whole number from 1 to 9999; empty means 1.',
  'form.price':
    'What one piece costs, VAT included: 39.90, 1 200.00 or 49.90 EUR. More than nothing; empty if no goods are paid.',
  'form.vat': 'The rate in percent, such as 20 or 5.5, up to 40, or “none”.',
  'form.currency': 'RUB, EUR, GBP… or its sign. An empty cell means that of the contract’s country.',
})
