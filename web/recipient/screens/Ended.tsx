import { Button } from '../../ui/Button.tsx'
import { Screen } from '../../ui/Screen.tsx'
import type { DeadLink, DeadReason } from '../failure.ts'
import { l } from '../later-texts.ts'
import { Language } from '../parts/Language.tsx'
import { phoneText } from '../phone-text.ts'

type Lasting = Exclude<DeadReason, 'offline' | 'down'>

/**
 * Shows why a link opens nothing any more, and whom to ask. It is calm, as mostly the message is old and the
 * person did nothing wrong. Of an unknown link we know nobody to ask, so it says where such links come from.
 */
export function Ended({ why, ask: { carrier, helpPhone } }: DeadLink) {
  const reason = why as Lasting
  return (
    <Screen
      title={carrier ?? 'Sesame'}
      right={<Language />}
      heading={l(`dead.${reason}`)}
      lead={l(`dead.${reason}.text`)}
      actions={
        helpPhone ? (
          <Button href={`tel:${helpPhone}`}>{l('dead.call', { phone: phoneText(helpPhone) })}</Button>
        ) : null
      }
    >
      {carrier ? (
        <section class="card stack">
          <h2>{l('dead.ask')}</h2>
          <p>{l(helpPhone ? 'dead.askPhone' : 'dead.askCarrier', { carrier })}</p>
        </section>
      ) : null}
      {reason === 'foreign' ? (
        <>
          <section class="card stack">
            <h2>{l('dead.ask')}</h2>
            <p>{l('dead.askSender')}</p>
          </section>
          <p class="never">{l('dead.never')}</p>
        </>
      ) : null}
    </Screen>
  )
}
