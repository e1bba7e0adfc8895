import { Fragment } from 'preact'
import { HAND_OVER_PROOFS } from '../../worker/domain/terms.ts'
import type { ReceiptClaims } from '../../worker/wire/evidence.ts'
import { dateTime, list } from '../i18n/format.ts'
import type { CheckedText, PackFault } from './check.ts'
import { t } from './texts.ts'

type ProofName = (typeof HAND_OVER_PROOFS)[number]
const proofWord = (proof: string) => {
  const known = HAND_OVER_PROOFS.find((name) => name === proof)
  return known ? t(`proof.${known satisfies ProofName}`) : proof
}

function faultWord(fault: PackFault): string {
  if ('seq' in fault) return t(`fault.${fault.what}`, { seq: fault.seq })
  return t(`fault.${fault.what}`)
}

interface VerdictProps {
  checked: CheckedText
  names: readonly string[]
}

/** Shows what was checked and the result, which is read out at once. */
export function Verdict({ checked, names }: VerdictProps) {
  const { faults, receipts, seal, held } = checked
  const genuine = faults.length === 0
  return (
    <section class="stack verdict" data-genuine={genuine} role="status">
      <h2>
        <span aria-hidden="true">{genuine ? '✓' : '✕'}</span> {t(genuine ? 'genuine' : 'not')}
      </h2>
      <p class="checked">{names.length > 0 ? list(names) : t('pasted')}</p>
      {genuine ? (
        <p>
          {seal ? t('pack', { count: seal.events }) : t('genuineText')}
          {held > 0 ? `. ${t('held', { count: held })}` : null}
        </p>
      ) : (
        <ul>
          {faults.map((fault) => (
            <li key={JSON.stringify(fault)}>{faultWord(fault)}</li>
          ))}
        </ul>
      )}
      {genuine ? receipts.map((receipt) => <Receipt key={receipt.number} receipt={receipt} />) : null}
    </section>
  )
}

function Receipt({ receipt }: { receipt: ReceiptClaims }) {
  const { number, carrier, sender, waybill, iat, labels, of, proof, code, pointId } = receipt
  const where = t(pointId === undefined ? 'where.door' : 'where.counter')
  const lines: [string, string][] = [
    [t('number'), number],
    [t('carrier'), carrier],
    [t('sender'), sender],
    [t('waybill'), waybill],
    [t('at'), dateTime(iat * 1000)],
    [t('parcels'), t('of', { count: labels.length, of, labels: labels.join(', ') })],
    [t('how'), `${proofWord(proof)}, ${where} (${code})`],
  ]
  return (
    <dl class="card facts">
      {lines.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
