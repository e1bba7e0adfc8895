import { api } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { l } from '../later-texts.ts'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { Trouble } from '../parts/Trouble.tsx'

/** Shows that somebody asked for another contact (R9), and first asks the reader whether it was them. */
export function Contact(props: DeliveryPageProps) {
  const { page } = props
  const { contactChange, sender } = page.view
  if (!contactChange) return null
  const stop = async () => {
    if ((await page.act(api.deliveries.stopContact, {})) !== null) page.learn({ contactChange: null })
  }
  const { effectiveAt } = contactChange
  const format = { hour: '2-digit', minute: '2-digit' } as const
  const time = effectiveAt && new Date(effectiveAt).toLocaleTimeString(page.view.locale, format)
  return (
    <PageScreen
      {...props}
      heading={l('contact.title')}
      lead={time ? l('contact.lead', { sender, time }) : l('contact.leadSoon', { sender })}
      actions={
        <>
          <Trouble page={page} />
          <Button kind="danger" onClick={stop} busy={page.busy === api.deliveries.stopContact}>
            {l('contact.stop')}
          </Button>
          <Button kind="secondary" onClick={() => page.choose({ mine: true })}>
            {l('contact.mine')}
          </Button>
        </>
      }
    >
      <p>{l('contact.text')}</p>
    </PageScreen>
  )
}
