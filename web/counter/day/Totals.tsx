import type { PointDay, RegisterLine } from '../../../worker/api/holds/answers.ts'
import { t } from '../texts.ts'
import { proofName } from './proof-name.ts'

const parcelsIn = (lines: RegisterLine[]): number => lines.reduce((sum, { labels }) => sum + labels.length, 0)

/** Shows the day in numbers of parcels, and how many parcels are on the shelves now. */
export function Totals({ register: { items, here, returning } }: { register: PointDay }) {
  const of = (kind: RegisterLine['kind']) => items.filter((line) => line.kind === kind)
  const issued = of('issued')
  const proofs = [...new Set(issued.map(({ proof }) => proof ?? ''))].sort()
  return (
    <dl class="totals">
      <Total name={t('kind-received')} count={parcelsIn(of('received'))} />
      <Total name={t('kind-issued')} count={parcelsIn(issued)}>
        {proofs
          .map((proof) => [
            proof && proofName(proof),
            parcelsIn(issued.filter((line) => (line.proof ?? '') === proof)),
          ])
          .filter(([proof]) => proof)
          .map(([proof, count]) => `${proof}: ${count}`)
          .join(' · ')}
      </Total>
      <Total name={t('kind-refused')} count={parcelsIn(of('refused'))} />
      <Total name={t('kind-returned')} count={parcelsIn(of('returned'))} />
      <Total name={t('kind-misplaced')} count={parcelsIn(of('misplaced'))} />
      <Total name={t('stockNow')} count={here}>
        {returning > 0 ? t('stockReturning', { count: returning }) : ''}
      </Total>
    </dl>
  )
}

function Total({ name, count, children }: { name: string; count: number; children?: string }) {
  return (
    <div class="card">
      <dt>{name}</dt>
      <dd>
        <strong>{count}</strong>
        {children ? <span class="small muted">{children}</span> : null}
      </dd>
    </div>
  )
}
