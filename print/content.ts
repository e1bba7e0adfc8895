import type { EventLine } from '../worker/api/shipments/answers.ts'
import type { PrintoutSubject, SignedReceipt } from '../worker/wire/printout.ts'
import type { Block, PrintDocument } from './blocks.ts'
import type { Language } from './words.ts'

const iso = (seconds: number) => new Date(seconds * 1000).toISOString()

function receiptBlocks(receipt: SignedReceipt, publicUrl: string, { t, at }: Language): Block[] {
  const { number, carrier, sender, waybill, labels, of, proof, code, pointId, hash, jws, iat } = receipt
  const words = t(`proof.${proof as 'pin'}`) || proof
  return [
    {
      kind: 'facts',
      rows: [
        [t('number'), number],
        [t('carrier'), carrier],
        [t('sender'), sender],
        [t('waybill'), waybill],
        [t('at'), at(iso(iat))],
        [t('parcels'), t('of', { count: labels.length, of, labels: labels.join(', ') })],
        [t('proof'), `${words}, ${t(`door.${pointId !== undefined}` as 'door.true')} (${code})`],
        [t('hash'), hash],
      ],
    },
    {
      kind: 'qr',
      text: `${publicUrl}/verify#${jws}`,
      caption: t('verify', { url: `${publicUrl}/verify` }),
    },
  ]
}

const footerOf = ({ view, madeAt }: PrintoutSubject, { t, at }: Language) =>
  `${view.waybill} · ${t('made', { at: at(madeAt) })} · ${t('page', { page: '{page}', pages: '{pages}' })}`

/** Returns a document with the receipts of a shipment, one after the other. */
export function receiptDocument(subject: PrintoutSubject, language: Language): PrintDocument {
  const { view, receipts, publicUrl } = subject
  const { t, locale } = language
  const [only] = receipts
  const one = receipts.length === 1 && only
  return {
    lang: locale,
    title: one ? t('receipt', { number: one.number }) : t('receipts', { waybill: view.waybill }),
    footer: footerOf(subject, language),
    blocks:
      receipts.length === 0
        ? [{ kind: 'text', text: t('none') }]
        : receipts.flatMap((receipt) => [
            ...(one ? [] : [{ kind: 'heading' as const, text: t('receipt', { number: receipt.number }) }]),
            ...receiptBlocks(receipt, publicUrl, language),
          ]),
  }
}

/** Returns a document with everything known about a shipment, for a dispute. */
export function evidenceDocument(subject: PrintoutSubject, language: Language): PrintDocument {
  const { view, events, receipts, publicUrl } = subject
  const { t, locale } = language
  return {
    lang: locale,
    title: t('evidence', { waybill: view.waybill }),
    footer: footerOf(subject, language),
    blocks: [
      { kind: 'facts', rows: headRows(subject, language) },
      { kind: 'text', text: t('verifyPack', { url: `${publicUrl}/verify` }) },
      { kind: 'heading', text: t('handOvers') },
      ...(receipts.length === 0 ? [{ kind: 'text' as const, text: t('none') }] : []),
      ...receipts.flatMap((receipt) => receiptBlocks(receipt, publicUrl, language)),
      { kind: 'heading', text: t('history') },
      {
        kind: 'table',
        columns: [
          { title: '№', share: 5 },
          { title: t('when'), share: 22 },
          { title: t('what'), share: 43 },
          { title: t('who'), share: 15 },
          { title: t('proved'), share: 15 },
        ],
        rows: events.map((event) => row(event, language)),
      },
      ...signatureBlocks(subject, language),
      ...photoBlocks(subject, language),
    ],
  }
}

function headRows({ view, events }: PrintoutSubject, { t }: Language): [string, string][] {
  const { recipient } = view
  const erased = t('erased')
  const address = recipient?.address
  const where = address && [
    address.line1,
    address.line2,
    `${address.postcode} ${address.city}`,
    address.country,
  ]
  const contact = [recipient?.phone, recipient?.email].filter(Boolean).join(', ')
  return [
    [t('waybill'), view.waybill],
    [t('carrier'), view.carrier],
    [t('sender'), view.sender],
    [t('recipient'), recipient?.name || erased],
    [t('address'), where?.some((line) => line?.trim()) ? where.filter(Boolean).join(', ') : erased],
    [t('contact'), contact || erased],
    [t('seal'), t('sealed', { count: events.length, hash: events.at(-1)?.hash ?? '' })],
  ]
}

/** Returns the table row of one event: what was done, what people said about it, how far from the address. */
function row(event: EventLine, { t, at, sentence, proved }: Language): string[] {
  const metres = event.data.distanceM
  const said = [
    `${sentence(event)}${event.code ? ` [${event.code}]` : ''}`,
    ...(typeof metres === 'number' ? [t('distance', { metres: String(metres) })] : []),
    ...invitedBy(event, t, at),
    ...Object.values(event.notes ?? {}).map((note) => `«${note}»`),
  ]
  const who = t(`role.${event.by.role as 'courier'}`) || event.by.role
  return [String(event.seq), at(event.at), said.join('\n'), who, proved(event)]
}

/** Says who invited the session of an identity release, and when (R42). Other events give no lines. */
function invitedBy({ data }: EventLine, t: Language['t'], at: Language['at']): string[] {
  const { invitedBy: inviter, invitedAt } = (data.hands ?? {}) as { invitedBy?: string; invitedAt?: string }
  return inviter && invitedAt ? [t('invitedBy', { inviter, at: at(invitedAt) })] : []
}

function signatureBlocks({ events, personalView, withheld }: PrintoutSubject, { t, at }: Language): Block[] {
  if (withheld) return [{ kind: 'text', text: t('withheld') }]
  const blocks = personalView.events.flatMap(({ seq, signature }): Block[] => {
    if (!signature) return []
    const when = events.find((event) => event.seq === seq)?.at
    const caption = t('signedAt', { seq: String(seq), at: when ? at(when) : '' })
    return 'typedName' in signature
      ? [{ kind: 'text', text: `${caption}. ${t('typed', { name: signature.typedName })}` }]
      : [{ kind: 'drawing', drawing: signature, caption }]
  })
  return blocks.length > 0 ? [{ kind: 'heading', text: t('signatures') }, ...blocks] : []
}

function photoBlocks({ events, personalView }: PrintoutSubject, { t, at }: Language): Block[] {
  const blocks = personalView.events.flatMap(({ seq, photos }) => {
    const when = events.find((event) => event.seq === seq)?.at
    const caption = t('signedAt', { seq: String(seq), at: when ? at(when) : '' })
    return (photos ?? []).map(({ id }): Block => ({ kind: 'photo', id, caption, missing: t('photoMissing') }))
  })
  return blocks.length > 0 ? [{ kind: 'heading', text: t('photos') }, ...blocks] : []
}
