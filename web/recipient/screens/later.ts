import '../later.css'
import type { ComponentType } from 'preact'
import { fetchAhead } from '../ahead.ts'
import type { ScreenName } from '../flow.ts'
import { More } from '../parts/More.tsx'
import type { DeliveryPageProps } from '../parts/PageScreen.tsx'
import { Sender } from '../parts/Sender.tsx'
import { Failed, Identity, RestLater } from './after.tsx'
import { Check } from './Check.tsx'
import { Claim, ClaimOpen } from './Claim.tsx'
import { Clerk } from './Clerk.tsx'
import { Contact } from './Contact.tsx'
import { Done } from './Done.tsx'
import { Ended } from './Ended.tsx'
import { Held, Over, ToPoint } from './Hold.tsx'
import { Label } from './Label.tsx'
import { Pay } from './Pay.tsx'
import { Ready } from './Ready.tsx'
import { Receipt } from './Receipt.tsx'
import { Sign } from './Sign.tsx'
import { Locked, Mismatch } from './scan-ends.tsx'
import { Typed } from './Typed.tsx'
import { Unsent } from './Unsent.tsx'

/** The screens after the first view, in one download. */
const screens: { [name in ScreenName]?: ComponentType<DeliveryPageProps> } = {
  typed: Typed,
  mismatch: Mismatch,
  locked: Locked,
  check: Check,
  sign: Sign,
  unsent: Unsent,
  claim: Claim,
  'claim-open': ClaimOpen,
  identity: Identity,
  done: Done,
  receipt: Receipt,
  'rest-later': RestLater,
  'to-point': ToPoint,
  held: Held,
  ready: Ready,
  clerk: Clerk,
  failed: Failed,
  over: Over,
  contact: Contact,
  label: Label,
  pay: Pay,
}

export default { screens, Ended, More, Sender, fetchAhead }
