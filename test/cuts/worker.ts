import type { Env } from '../../worker/config.ts'
import worker from '../../worker/index.ts'
import { cutShort } from './cut.ts'

export { Person, Quota, Shipment, Webhook } from '../../worker/index.ts'

/** The Worker itself, except that a call can say after how many writes it is cut (`x-cut: 3 fail`). */
export default {
  ...worker,
  fetch(request: Request, env: Env, ctx: ExecutionContext): Response | Promise<Response> {
    const [after, how] = (request.headers.get('x-cut') ?? '').split(' ')
    const cut = how === 'fail' || how === 'hang' ? cutShort(env, { after: Number(after), how }) : env
    return worker.fetch(request, cut, ctx)
  },
}
