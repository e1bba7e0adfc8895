import type { Preview } from '../../../worker/channels/preview.ts'
import { SMS_PARTS_AIM } from '../../../worker/domain/limits.ts'
import type { Locale } from '../../../worker/domain/terms.ts'
import { Badge } from '../../ui/bits.tsx'
import { t } from './texts.ts'

export interface MessagePreviewProps {
  preview: Preview
  /** The message uses the contract's own wording. */
  own: boolean
  carrier: string
  locale: Locale
}

/** Shows one message on each of its channels: the SMS with its parts, the e-mail as a letter. */
export function MessagePreview({ preview, own, carrier, locale }: MessagePreviewProps) {
  const { cause, channels, sms } = preview
  const short = channels.filter((channel) => channel !== 'email')
  return (
    <article class="message" aria-label={t(`m.${cause}`)}>
      <header>
        <h3>{t(`m.${cause}`)}</h3>
        <Badge tone={own ? 'accent' : 'neutral'}>{t(own ? 'ownBadge' : 'ourBadge')}</Badge>
      </header>
      {channels.length === 0 ? <p class="muted">{t('notTold')}</p> : null}
      {short.length > 0 ? (
        <section class="sms">
          <h4 class="small muted">{short.map((channel) => t(`channel.${channel}`)).join(', ')}</h4>
          <ol lang={locale}>
            {sms.parts.map((part, i) => (
              <li key={`${i} ${part}`} title={t('part', { count: i + 1 })}>
                {part}
              </li>
            ))}
          </ol>
          <p class="small muted" title={t('why')}>
            <strong>{t('parts', { count: sms.parts.length })}</strong>
            {' · '}
            {t('smsLength', { encoding: sms.encoding, units: sms.units })}
          </p>
          {own && sms.parts.length > SMS_PARTS_AIM ? (
            <p class="small">
              <Badge tone="warn">{t('costly')}</Badge>
            </p>
          ) : null}
        </section>
      ) : null}
      {channels.includes('email') ? <Letter {...{ preview, carrier, locale }} /> : null}
    </article>
  )
}

function Letter({ preview, carrier, locale }: Omit<MessagePreviewProps, 'own'>) {
  const { subject, paragraphs, link, qr, qrCaption, openPage } = preview
  return (
    <section class="letter">
      <h4 class="small muted">{t('channel.email')}</h4>
      <div lang={locale}>
        <p class="subject">{subject}</p>
        <p class="from">{carrier}</p>
        {paragraphs
          .filter((text) => text !== link)
          .map((text) => (
            <p key={text}>{link && text.endsWith(link) ? text.slice(0, -link.length) : text}</p>
          ))}
        {qr ? (
          <p class="with-qr">
            <span class="qr" aria-hidden="true">
              QR
            </span>
            <span class="small muted">{qrCaption}</span>
          </p>
        ) : null}
        {link ? <p class="as-button">{openPage}</p> : null}
      </div>
    </section>
  )
}
