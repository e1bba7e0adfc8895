import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { ActionError } from '../parts.tsx'
import { faultWord } from './fault.ts'
import type { Endpoint } from './form.ts'
import { t } from './texts.ts'

interface Tested {
  outcome: 'delivered' | 'failed'
  status: number | null
  fault: string | null
}

/** Sends a signed test event and shows the result. */
export function Test({ endpoint, onDone }: { endpoint: Endpoint; onDone: () => void }) {
  const [tested, setTested] = useState<Tested>()
  const { busy, failure, send } = useSend()
  const test = async () => {
    setTested(undefined)
    const answer = await send(api.webhooks.test, endpoint.params, {}, endpoint.query)
    if (!answer?.ok) return
    setTested(answer.data)
    onDone()
  }
  return (
    <>
      <Button small busy={busy} onClick={() => void test()}>
        {t('test')}
      </Button>
      <div class="tested">
        {tested ? (
          <Banner kind={tested.outcome === 'delivered' ? 'info' : 'error'}>
            {tested.outcome === 'delivered'
              ? t('testDelivered', { status: tested.status ?? 0 })
              : tested.status === null
                ? faultWord(tested.fault)
                : t('testFailed', { status: tested.status })}
          </Banner>
        ) : null}
        <ActionError failure={failure} />
      </div>
    </>
  )
}
