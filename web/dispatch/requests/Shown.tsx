import type { ComponentChildren } from 'preact'
import type { RequestView } from '../../../worker/api/requests/answers.ts'
import { list } from '../../i18n/format.ts'
import { changeWord, pathWord } from '../contracts/words.ts'
import { money } from '../measure.ts'
import { to } from '../route.ts'
import { t } from './texts.ts'
import { reasonWord } from './words.ts'

/** Shows exactly what is asked, line by line, which is what a person agrees to (R9). */
export function Shown({ request }: { request: RequestView }) {
  const { shown, shipmentId, waybill, contractId, person, kind } = request
  const { contact, recipient, labels, changes, comment, blocked, reasons, amount } = shown
  const why = reasons?.map((reason) => reasonWord(reason)) ?? []
  const reached = (who: { phone?: string | undefined; email?: string | undefined }) =>
    [who.phone, who.email].filter(Boolean).join(' · ')
  const blocks = [
    ...(blocked?.pin ? [t('blockedPin')] : []),
    ...(blocked?.identity ? [t('blockedIdentity')] : []),
  ]
  return (
    <dl class="shown">
      {shipmentId ? (
        <Line name={t('shipment')}>
          <a href={to.shipment(shipmentId)}>{waybill ?? shipmentId}</a>
        </Line>
      ) : null}
      {kind === 'contract' && contractId ? (
        <Line name={t('contract')}>
          <a href={to.contract(contractId)}>{shown.name ?? contractId}</a>
        </Line>
      ) : null}
      {person ? <Line name={t('about')}>{person.name || person.id}</Line> : null}
      {contact ? <Line name={t('contact')}>{reached(contact)}</Line> : null}
      {recipient ? (
        <Line name={t('recipient')}>
          {recipient.name}
          <br />
          {reached(recipient)}
        </Line>
      ) : null}
      {amount ? <Line name={t('amount')}>{money(amount.amount, amount.currency)}</Line> : null}
      {labels ? <Line name={t('labels', { count: labels.length })}>{labels.join(', ')}</Line> : null}
      {changes?.map(({ field, from, to: after }) => (
        <Line key={field} name={pathWord(field)}>
          <span class="muted">{t('from', { value: changeWord(field, from) })}</span>{' '}
          <strong>{t('to', { value: changeWord(field, after) })}</strong>
        </Line>
      ))}
      {blocks.length > 0 ? <Line name={t('blocked')}>{list(blocks)}</Line> : null}
      {why.length > 0 || comment ? (
        <Line name={t('why')}>
          {list(why)}
          {why.length > 0 && comment ? <br /> : null}
          {comment}
        </Line>
      ) : null}
    </dl>
  )
}

function Line({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
