import type { FunctionComponent } from 'preact'
import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { loadLater } from '../later-texts.ts'
import { t } from '../texts.ts'
import type { DeliveryPage } from '../use-delivery.ts'
import type { NotMeProps } from './NotMeDialog.tsx'

/**
 * Offers "This isn't for me" and asks once more before it alarms the carrier. `taken`: the parcel is already gone.
 */
export function NotMe({ page, taken = false }: { page: DeliveryPage; taken?: boolean }) {
  const [Ask, setAsk] = useState<FunctionComponent<NotMeProps> | null>(null)
  const [step, setStep] = useState<'button' | 'loading' | 'failed' | 'ask' | 'done'>('button')
  const ask = async () => {
    setStep('loading')
    try {
      const [{ NotMeDialog }] = await Promise.all([import('./NotMeDialog.tsx'), loadLater()])
      setAsk(() => NotMeDialog)
      setStep('ask')
    } catch {
      setStep('failed')
    }
  }
  const say = async () => {
    if ((await page.act(api.deliveries.notMe, {})) !== null) setStep('done')
  }
  if (step === 'done' || page.view.said.includes('not-me')) return <Banner>{t('notMe.done')}</Banner>
  return (
    <>
      {step === 'failed' ? <Banner kind="error">{t('loadFailed')}</Banner> : null}
      <Button kind="danger" onClick={ask} busy={step === 'loading'}>
        {t(taken ? 'notMe.past' : 'notMe.button')}
      </Button>
      {Ask && step === 'ask' ? (
        <Ask page={page} taken={taken} onYes={say} onNo={() => setStep('button')} />
      ) : null}
    </>
  )
}
