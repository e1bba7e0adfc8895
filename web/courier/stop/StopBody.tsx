import { useFreshScreen } from '../../ui/fresh-screen.ts'
import { t } from '../texts.ts'
import { AskingScreen, LapsedScreen } from './AskingScreen.tsx'
import { Arrive, DropOff, NeedsNetwork, Planned } from './Calm.tsx'
import type { StopContext } from './context.ts'
import { DoorScreen } from './DoorScreen.tsx'
import { Ended } from './Ended.tsx'
import { IdentityScreen } from './IdentityScreen.tsx'
import { NoCode } from './NoCode.tsx'
import { Claim, DroppedOff, Failed, HandedOver, Held, RefusedCode, WrongParcel } from './outcomes.tsx'
import { PayScreen } from './PayScreen.tsx'
import { ScanAtDoor } from './ScanAtDoor.tsx'
import { SignScreen } from './SignScreen.tsx'
import { stopView } from './stop-view.ts'
import { UnpaidScreen } from './UnpaidScreen.tsx'

/** Shows the screen of a stop, and for a moment over it that it was paid just now, whichever screen that led to. */
export function StopBody(context: StopContext) {
  const { stop, state } = context
  return (
    <>
      {stop.payment ? (
        <p class="paid-now" role="status">
          {state.paidNow ? `✓ ${t('paid')}` : null}
        </p>
      ) : null}
      <ChosenScreen {...context} />
    </>
  )
}

/** Shows the screen that `stopView` chose. */
function ChosenScreen(context: StopContext) {
  const view = stopView(
    context.stop,
    context.state.visit,
    context.blocked,
    context.state.approval,
    context.reach,
  )
  useFreshScreen(view.view === 'door' ? `${view.main} ${view.without}` : view.view)
  switch (view.view) {
    case 'planned':
      return <Planned {...context} />
    case 'arrive':
      return <Arrive {...context} />
    case 'needs-network':
      return <NeedsNetwork {...context} />
    case 'drop-off':
      return <DropOff {...context} />
    case 'dropped-off':
      return <DroppedOff {...context} />
    case 'sign':
      return <SignScreen {...context} />
    case 'door':
      return <DoorScreen {...context} door={view} />
    case 'scan':
      return <ScanAtDoor {...context} want={view.want} />
    case 'no-code':
      return <NoCode {...context} leadsTo={view.leadsTo} />
    case 'identity':
      return <IdentityScreen {...context} />
    case 'asking':
      return <AskingScreen {...context} />
    case 'lapsed':
      return <LapsedScreen {...context} />
    case 'unpaid':
      return <UnpaidScreen {...context} />
    case 'pay':
      return <PayScreen {...context} />
    case 'claim':
      return <Claim {...context} />
    case 'wrong-code':
      return <RefusedCode {...context} left={view.left} />
    case 'wrong-parcel':
      return <WrongParcel {...context} />
    case 'handed-over':
      return <HandedOver {...context} {...view} />
    case 'held':
      return <Held {...context} {...view} />
    case 'failed':
      return <Failed {...context} {...view} />
    case 'ended':
      return <Ended {...context} />
  }
}
