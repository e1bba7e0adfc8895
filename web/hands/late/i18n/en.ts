import { defineTexts } from '../../../i18n/texts.ts'

/** What a courier did without a network, and why it was not accepted (R36), in the same words on every screen. */
export default defineTexts({
  'late.what.arrive': 'arrival',
  'late.what.qr': 'hand-over by QR code',
  'late.what.no-code': 'no code',
  'late.what.identity': 'identity check',
  'late.what.fail': 'failed visit',
  'late.what.deliver': 'hand-over against a signature',
  'late.what.reopen': 'taking back the end of the visit',
  'late.because.stop-closed': 'the visit had ended otherwise',
  'late.because.not-found': 'another courier had it by then',
  'late.because.claim-open': 'a claim was open',
  'late.because.unpaid': 'it was not paid',
  'late.because.blocked': 'this courier’s identity checks were blocked',
  'late.because.not-arrived': 'no arrival is on record',
  'late.because.not-yet': 'the identity check was not allowed yet',
  'late.because.codes-closed': 'its codes were not valid any more',
  'late.because.wrong-code': 'the code was wrong',
  'late.because.wrong-parcel': 'it was another parcel’s',
  'late.because.approval-needed': 'a dispatcher had to agree first',
  'late.because.identity-suspended': 'the recipient had suspended the identity check',
  'late.because.not-accepted': 'the contract does not accept it',
  'late.because.too-late': 'it was too late for that',
  'late.because.secured': 'this parcel needs a code',
  'late.because.other': 'the rules do not allow it',
})
