import { Button } from '../../ui/Button.tsx'
import { l } from '../later-texts.ts'
import { NotMe } from '../parts/NotMe.tsx'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { Thanks, Wrong } from '../parts/Wrong.tsx'

/** Offers an answer to a visit that the person knows nothing of (R13). */
const NobodyCame = ({ page }: Pick<DeliveryPageProps, 'page'>) =>
  page.view.said.includes('nobody-came') ? null : (
    <Button kind="secondary" onClick={() => page.choose({ panel: 'claim', kind: 'nobody-came' })}>
      {l('failed.nobody')}
    </Button>
  )

/** Shows that the visit did not end in a hand-over, and what happens next. */
export function Failed(props: DeliveryPageProps) {
  const { page } = props
  const { state, sender, secret } = page.view
  const refused = state === 'refused'
  return (
    <PageScreen
      {...props}
      heading={l(refused ? 'refused.title' : 'failed.title')}
      lead={l(refused ? 'refused.lead' : 'failed.lead', { sender })}
      actions={
        <>
          {refused ? <NotMe page={page} taken /> : null}
          <NobodyCame page={page} />
        </>
      }
    >
      <Thanks page={page} />
      <section class="card stack">
        <h2>{l('failed.next')}</h2>
        <p>{l(refused ? 'refused.nextText' : 'failed.nextText')}</p>
        {secret && !refused ? <p>{l('failed.code')}</p> : null}
      </section>
      <Wrong page={page} />
    </PageScreen>
  )
}

/** Shows that codes are closed under `identity`: only a document at the door is left (R12). */
export function Identity(props: DeliveryPageProps) {
  return <PageScreen {...props} heading={l('identity.title')} lead={l('identity.text')} />
}

/** Shows that some parcels were handed over by another link. This link is for the rest (R24). */
export function RestLater(props: DeliveryPageProps) {
  const { total, handedOver } = props.page.view.parcels
  return (
    <PageScreen
      {...props}
      heading={l('rest.title', { count: handedOver, of: total })}
      lead={l('rest.text')}
    />
  )
}
