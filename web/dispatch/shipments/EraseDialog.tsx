import { useState } from 'preact/hooks'
import type { DataKind } from '../../../worker/domain/terms.ts'
import { api } from '../../api/call.ts'
import { list } from '../../i18n/format.ts'
import { useGet } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { t as events } from '../../timeline/texts.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/bits.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Confirm, ReadFailed } from '../parts.tsx'
import { problemWords } from '../words.ts'
import type { ActionProps } from './action-props.ts'
import { t } from './texts.ts'

/**
 * Erases personal data on request (R31). It asks what to erase first, and asks again before the data is gone for
 * good.
 */
export function EraseDialog({ shipment, onClose, onDone }: ActionProps) {
  const { value, failure: unread, reload } = useGet(api.shipments.personal, { id: shipment.id })
  const [chosen, setChosen] = useState<DataKind[]>([])
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [sure, setSure] = useState(false)
  const { busy, failure, send, forget } = useSend()
  const title = t('title.erase', { waybill: shipment.waybill })
  const words = list(chosen.map((kind) => events(`kind.${kind}`)))
  const run = async () => {
    const given = reason.trim()
    const answer = await send(
      api.shipments.erase,
      { id: shipment.id },
      { kinds: chosen, ...(given && { reason: given }) },
    )
    if (answer?.ok) onDone(t('done.erase', { what: words }))
  }
  if (sure)
    return (
      <Confirm
        open
        title={title}
        yes={t('eraseYes')}
        danger
        busy={busy}
        failure={failure}
        onYes={() => void run()}
        onClose={() => {
          forget()
          setSure(false)
        }}
      >
        <p>{t('eraseSure', { what: words })}</p>
      </Confirm>
    )
  // If nothing can be erased now, the dialog says why instead of asking.
  const nothing = value && (value.refusal !== null || value.kept.length === 0)
  if (!value || nothing)
    return (
      <Dialog open title={title} onClose={onClose}>
        {unread ? <ReadFailed failure={unread} onRetry={reload} /> : null}
        {!value && !unread ? <Skeleton lines={4} /> : null}
        {nothing ? <p>{value.refusal ? problemWords(value.refusal) : t('keptNothing')}</p> : null}
        <div class="row dialog-actions">
          <Button small kind="secondary" onClick={onClose}>
            {t('close')}
          </Button>
        </div>
      </Dialog>
    )
  return (
    <Confirm
      open
      title={title}
      yes={t('eraseNext')}
      busy={false}
      failure={undefined}
      onYes={() => (chosen.length > 0 ? setSure(true) : setMissing(true))}
      onClose={onClose}
    >
      <p>{t('text.erase')}</p>
      <fieldset class="erase-kinds" aria-describedby="erase-missing">
        <legend class="sr">{t('eraseWhat')}</legend>
        {value.kept.map(({ kind }) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={chosen.includes(kind)}
              onChange={() => {
                setMissing(false)
                setChosen((now) => (now.includes(kind) ? now.filter((one) => one !== kind) : [...now, kind]))
              }}
            />
            <span>{events(`kind.${kind}`)}</span>
          </label>
        ))}
        <p class="error" id="erase-missing" role="alert">
          {missing ? t('eraseMissing') : null}
        </p>
      </fieldset>
      <Field
        label={t('eraseReason')}
        hint={t('eraseReasonHint')}
        value={reason}
        onInput={setReason}
        multiline
        input={{ maxLength: 500 }}
      />
    </Confirm>
  )
}
