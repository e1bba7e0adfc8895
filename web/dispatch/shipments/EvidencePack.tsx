import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import { api, hrefOf } from '../../api/call.ts'
import { locale } from '../../i18n/locale.ts'
import { OpenLink } from '../../office/OpenLink.tsx'
import { t } from './texts.ts'

/**
 * Offers what a dispute needs: the receipt to print, the whole log to hand on, and the page where anyone can
 * check both (R32).
 */
export function EvidencePack({ shipment }: { shipment: ShipmentView }) {
  const { id } = shipment
  const evidence = (query: Record<string, string>) => hrefOf(api.shipments.evidence, { id }, query)
  return (
    <section class="card stack">
      <h2 class="card-title">{t('evidence')}</h2>
      <p class="muted small">
        {t('evidenceText')}{' '}
        <a href="/verify" target="_blank" rel="noopener noreferrer">
          /verify
        </a>
      </p>
      <div class="stack">
        {shipment.receipts.length > 0 ? (
          <OpenLink
            class="button secondary small"
            href={hrefOf(api.shipments.receipt, { id }, { format: 'html' })}
          >
            {t('evidence.receipt')}
          </OpenLink>
        ) : null}
        <OpenLink class="button secondary small" href={evidence({ format: 'pdf', lang: locale() })}>
          {t('evidence.pdf')}
        </OpenLink>
        <OpenLink class="button secondary small" href={evidence({ format: 'html', lang: locale() })}>
          {t('evidence.page')}
        </OpenLink>
        <OpenLink class="button secondary small" href={evidence({})} download>
          {t('evidence.pack')}
        </OpenLink>
      </div>
    </section>
  )
}
