import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { l } from '../later-texts.ts'
import { NotMe } from '../parts/NotMe.tsx'
import { type PageProps, PageScreen } from '../parts/PageScreen.tsx'
import { PointCard } from '../parts/PointCard.tsx'

/** The answer to a visit that the person knows nothing of (R13). */
function NobodyCame({ page }: Pick<PageProps, 'page'>) {
  return page.view.claim ? null : (
    <Button kind="secondary" onClick={() => page.choose({ panel: 'claim' })}>
      {l('failed.nobody')}
    </Button>
  )
}

const Thanks = ({ page }: Pick<PageProps, 'page'>) =>
  page.view.claim ? <Banner>{l('claim.thanks')}</Banner> : null

/** Kept at a point (R14): where, when it is open, what to bring. */
export function Held(props: PageProps) {
  const { point, sender } = props.page.view
  return (
    <PageScreen
      {...props}
      heading={l('held.title')}
      lead={l('held.lead', { sender })}
      actions={<NobodyCame page={props.page} />}
    >
      <Thanks page={props.page} />
      {point ? <PointCard point={point} /> : null}
      <section class="card stack">
        <h2>{l('held.bring')}</h2>
        <p>{l('held.bringText')}</p>
      </section>
    </PageScreen>
  )
}

/** The visit did not end in a hand-over: what happens next. */
export function Failed(props: PageProps) {
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
    </PageScreen>
  )
}

/** Closed codes under `identity`: the document at the door is what is left (R12). */
export function Identity(props: PageProps) {
  return <PageScreen {...props} heading={l('identity.title')} lead={l('identity.text')} />
}

/** A part was handed over by another link; this one is for the rest (R24). */
export function RestLater(props: PageProps) {
  const { total, handedOver } = props.page.view.parcels
  return (
    <PageScreen
      {...props}
      heading={l('rest.title', { count: handedOver, of: total })}
      lead={l('rest.text')}
    />
  )
}

/** Cancelled, returned, or handed over by a way that this link shows no receipt of. */
export function Over(props: PageProps) {
  const { state, sender } = props.page.view
  const end = state === 'cancelled' || state === 'returned' ? state : 'handed-over'
  return <PageScreen {...props} heading={l(`over.${end}`)} lead={l('over.text', { sender })} />
}
