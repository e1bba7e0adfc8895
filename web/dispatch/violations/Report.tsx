import { useContext, useState } from 'preact/hooks'
import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import { api, call, type Failure } from '../../api/call.ts'
import { SessionEnded } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { ActionError } from '../parts.tsx'
import { ReportDialog } from '../shipments/ReportDialog.tsx'
import { load as loadShipments, t as shipments } from '../shipments/texts.ts'
import { t as shell } from '../texts.ts'
import { readProblem } from '../words.ts'
import { t } from './texts.ts'

type Missing = 'missing' | 'none' | 'ordinary' | 'waiting'
type Found = { shipment: ShipmentView } | { missing: Missing } | { failure: Failure }

/** Finds the shipment of a number, if a breach of it can be reported at all. */
async function find(number: string): Promise<Found> {
  if (!number) return { missing: 'missing' }
  const list = await call(api.shipments.list, {}, { q: number })
  if (!list.ok) return { failure: list }
  const line = list.data.items[0]
  if (!line) return { missing: 'none' }
  const view = await call(api.shipments.read, { id: line.id })
  if (!view.ok) return { failure: view }
  if (!view.data.secured) return { missing: 'ordinary' }
  if (!view.data.allowed?.includes('report-violation')) return { missing: 'waiting' }
  // The report form belongs to the shipment screens and needs their texts.
  await loadShipments()
  return { shipment: view.data }
}

/** Reports a violation by hand: first which shipment, then what happened. */
export function Report({ onClose, onDone }: { onClose: () => void; onDone: (said: string) => void }) {
  const ended = useContext(SessionEnded)
  const [number, setNumber] = useState('')
  const [found, setFound] = useState<Found>()
  const [busy, setBusy] = useState(false)
  const go = async (event?: Event) => {
    event?.preventDefault()
    if (busy) return
    setBusy(true)
    const result = await find(number.trim())
    setBusy(false)
    if ('failure' in result && result.failure.status === 401) return ended()
    setFound(result)
  }
  if (found && 'shipment' in found) {
    const { shipment } = found
    const done = () => onDone(shipments('done.report'))
    return <ReportDialog shipment={shipment} onClose={onClose} onDone={done} />
  }
  const failure = found && 'failure' in found ? found.failure : undefined
  return (
    <Dialog open title={t('find.title')} onClose={onClose}>
      <form class="find" onSubmit={go}>
        <p>{t('find.text')}</p>
        <Field
          label={t('find.label')}
          value={number}
          onInput={(value) => {
            setNumber(value)
            setFound(undefined)
          }}
          error={found && 'missing' in found ? t(`find.${found.missing}`) : undefined}
          input={{ autoComplete: 'off', spellcheck: false, maxLength: 64, autofocus: true }}
        />
        <ActionError failure={failure} words={failure && readProblem(failure)} />
        <div class="row dialog-actions">
          <Button small kind="secondary" onClick={onClose}>
            {shell('cancel')}
          </Button>
          <Button small type="submit" busy={busy}>
            {t('find.go')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
