import { objectOf } from '../../worker/channels/json.ts'
import { digest, type Gateway, type GatewayAnswer, normal, take, text } from './gateway.ts'
import type { MakeReport } from './reports.ts'

const STATES = { delivered: 2, undelivered: 5 }

const refuse = (status: number, code: number): GatewayAnswer => ({
  status,
  body: { error: { code, description: `error ${code}` }, extendedDescription: '' },
})

/** Answers like Rapporto's REST for MAX. A message that it has already is refused as a duplicate. */
export const rapportoSend: Gateway = ({ body }, at) => {
  const fields = objectOf(body)
  if (!fields.login) return refuse(401, 5)
  if (!fields.password) return refuse(401, 6)
  const { type, data } = (fields.message ?? {}) as Record<string, unknown>
  if (type !== 'MAX') return refuse(406, 9)
  const { text: words, serviceNumber } = (data ?? {}) as Record<string, unknown>
  const [id, to] = [text(fields.id), text(fields.destAddr)]
  const key = `rapporto:${id}:${normal(to)}`
  if (id && at.inbox.has(key)) return refuse(409, 10)
  const mtNum = String(Number.parseInt(digest(key).slice(0, 8), 16))
  return take(at, {
    key,
    message: { to, channel: 'messenger', text: text(words), from: `${text(serviceNumber)}, MAX` },
    refused: refuse(406, 8),
    accepted: { status: 200, body: { mtNum, id } },
    report: reportOf(text(fields.notifyUrl), id, mtNum),
  })
}

/** Calls the address that came with the message; whoever does not know it has to guess what stands in it. */
const reportOf =
  (notifyUrl: string, id: string, mtNum: string): MakeReport =>
  (state, _options, genuine) => {
    const url = URL.parse(notifyUrl)
    if (!url) return null
    if (!genuine)
      for (const name of url.searchParams.keys()) if (name !== 'id') url.searchParams.set(name, 'guess')
    const body = JSON.stringify({ id, mtNum, status: STATES[state], type: 'MAX', errorCode: '0' })
    return { url: url.href, headers: { 'content-type': 'application/json' }, body }
  }
