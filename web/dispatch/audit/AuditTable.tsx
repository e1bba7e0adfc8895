import type { AuditLine } from '../../../worker/api/people/answers.ts'
import { Badge, type Tone } from '../../ui/bits.tsx'
import { When } from '../when.tsx'
import { type ActOutcome, actionOf, actOutcomeOf, pageOfAct } from './actions.ts'
import { t } from './texts.ts'

const TONES: Record<ActOutcome, Tone> = { done: 'neutral', refused: 'warn', failed: 'bad', unknown: 'bad' }

/** Shows acts in rows, latest first. */
export function AuditTable({ lines, busy }: { lines: readonly AuditLine[]; busy: boolean }) {
  return (
    <div class="table-box" aria-busy={busy}>
      <table>
        <caption class="sr">{t('heading')}</caption>
        <thead>
          <tr>
            <th scope="col" class="if-medium">
              {t('when')}
            </th>
            <th scope="col" class="if-medium">
              {t('who')}
            </th>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td class="nowrap if-medium">
                <When at={line.at} />
              </td>
              <td class="if-medium">{line.personName || t('unknownPerson')}</td>
              <td>
                <What line={line} />
                <span class="under">
                  {line.personName || t('unknownPerson')} · <When at={line.at} />
                </span>
              </td>
              <td>
                <Ended line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function What({ line }: { line: AuditLine }) {
  const action = actionOf(line)
  const page = pageOfAct(line)
  // An internal id means nothing to a person, so a page without a name is linked as "open".
  const name = line.about ?? (/^\/api\/(contracts|webhooks)\//.test(line.route) ? line.ids.id : undefined)
  return (
    <>
      <strong>{action ? t(`act.${action}`) : t('other')}</strong>
      {action ? null : <span class="mono small muted"> {line.route}</span>}
      {page || name ? ' · ' : null}
      {page ? <a href={page}>{name ?? t('open')}</a> : name}
    </>
  )
}

function Ended({ line }: { line: AuditLine }) {
  const outcome = actOutcomeOf(line)
  return (
    <>
      <Badge tone={TONES[outcome]}>{t(`outcome.${outcome}`)}</Badge>
      {outcome === 'done' ? null : (
        <span class="second">
          {outcome === 'unknown' ? t('why.unknown') : t(`why.${outcome}`, { status: line.status ?? 0 })}
        </span>
      )}
    </>
  )
}
