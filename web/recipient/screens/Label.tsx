import { api } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { l } from '../later-texts.ts'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { Trouble } from '../parts/Trouble.tsx'

/** Shows that somebody wants this parcel for another recipient (R41). Whoever has this link can keep it. */
export function Label(props: DeliveryPageProps) {
  const { page } = props
  const { labelChange, sender, locale } = page.view
  if (!labelChange) return null
  const stop = async () => {
    if ((await page.act(api.deliveries.stopLabel, {})) !== null) page.learn({ labelChange: null })
  }
  const { effectiveAt } = labelChange
  const format = { hour: '2-digit', minute: '2-digit' } as const
  const time = effectiveAt && new Date(effectiveAt).toLocaleTimeString(locale, format)
  return (
    <PageScreen
      {...props}
      heading={l('label.title')}
      lead={time ? l('label.lead', { sender, time }) : l('label.leadSoon', { sender })}
      actions={
        <>
          <Trouble page={page} />
          <Button kind="danger" onClick={stop} busy={page.busy === api.deliveries.stopLabel}>
            {l('label.stop')}
          </Button>
          <Button kind="secondary" onClick={() => page.choose({ mine: true })}>
            {l('label.mine')}
          </Button>
        </>
      }
    >
      <p>{l('label.text')}</p>
    </PageScreen>
  )
}
