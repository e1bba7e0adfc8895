import * as service from '../api/service/operations.ts'
import { gateways } from '../channels/gateways.ts'
import { refuse, reply } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { readBytes } from '../http/validate.ts'
import { mailer } from '../mailer.ts'
import { takeNotice } from './parts/take-notice.ts'

const BODY_MAX_BYTES = 64 * 1024

/** Serves the delivery reports that message providers send by themselves. */
export const reportsHandlers: Served[] = [
  serve(service.reports, async (c) => {
    const served = Object.values(gateways(c.config.channels, fetch, mailer))
    const readers = served.flatMap(({ gateway, readNotices }) =>
      gateway === c.params.gateway && readNotices ? [readNotices] : [],
    )
    if (readers.length === 0) return refuse('not-found')
    const bytes = await readBytes(c.http.req.raw, BODY_MAX_BYTES)
    if (bytes === 'too-large') return refuse('too-large')
    const { pathname, search } = new URL(c.http.req.url)
    const call = {
      url: `${c.config.publicUrl}${pathname}${search}`,
      headers: c.http.req.raw.headers,
      body: bytes === 'broken-off' ? '' : new TextDecoder().decode(bytes),
    }
    // Several channels may go through one provider, each with an account of its own: one of them knows the proof.
    const read = await Promise.all(readers.map((readNotices) => readNotices(call)))
    const notices = read.find((known) => known !== null)
    if (!notices) return refuse('unauthorised')
    for (const notice of notices) await takeNotice(c.env, notice)
    return reply(204, null)
  }),
]
