import { Button } from '../../ui/Button.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { identityWords } from '../say.ts'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { ActionError } from './StopFrame.tsx'

/** Shows the second screen of "no code": first the words to say, then the button that ends the stop (R13). */
export function NoCode(context: StopContext & { leadsTo: 'hold' | 'identity' }) {
  const { stop, state, leadsTo, number, of } = context
  const hold = leadsTo === 'hold'
  return (
    <Screen
      title={t('stopOf', { number, of })}
      onBack={() => state.open(null)}
      actions={
        <>
          <ActionError message={state.message} />
          <Button kind={hold ? 'danger' : 'primary'} busy={state.busy} onClick={() => void state.noCode()}>
            {t(hold ? 'noCodeConfirm' : 'noCodeIdentity')}
          </Button>
          <Button kind="secondary" onClick={() => state.open(null)}>
            {t('hasCode')}
          </Button>
        </>
      }
    >
      <div class="no-code" data-hold={hold || undefined}>
        <h1>{t(hold ? 'noCodeTitle' : 'noCodeIdentityTitle')}</h1>
      </div>
      <section class="card say">
        <h2>{t('sayFirst')}</h2>
        <blockquote lang={stop.locale}>{hold ? stop.words : identityWords(stop)}</blockquote>
      </section>
      {hold ? (
        <p class="muted">{stop.point ? t('afterHold', { name: stop.point.name }) : t('afterHoldDepot')}</p>
      ) : null}
    </Screen>
  )
}
