import type { RecipientView } from '../../worker/api/deliveries/answers.ts'

/**
 * Returns a delivery under the `kse` profile (code or link) that is out for delivery, with its code told by
 * message.
 */
export const viewWith = (change: Partial<RecipientView> = {}): RecipientView => ({
  deliveryId: 'd1',
  carrier: 'Курьер Сервис',
  sender: 'ООО «Северный берег»',
  firstName: 'А***',
  locale: 'ru',
  state: 'out-for-delivery',
  steps: ['scan', 'check', 'sign', 'done'].map((step) => ({ step: step as 'scan', done: false })),
  accepts: ['pin', 'link'],
  scans: true,
  reveal: 'message',
  attended: true,
  arrivedAt: null,
  codesOpen: true,
  parcels: { total: 1, scanned: 0, handedOver: 0 },
  wrongLabelsLeft: 10,
  noClaims: false,
  signature: true,
  claim: null,
  contactChange: null,
  labelChange: null,
  point: null,
  hold: null,
  said: [],
  suspended: [],
  withoutCode: 'identity',
  ...change,
})
