import { join } from 'node:path'
import { buildLazy } from '../../scripts/build-lazy.ts'
import { startChild } from '../../scripts/child.ts'
import { ensureLocalKeys } from '../../scripts/local-keys.ts'
import type { RunningServer } from '../../scripts/server.ts'
import { bundle } from './bundle.ts'
import type { RuntimeOptions } from './runtime-options.ts'

const READY_MS = 90_000

/**
 * The gateways of the local keys that a test has to ask for (`gateways: 'all'` of a world): with each of them every
 * message of a policy that names its channel is told once more.
 */
const NOT_UNASKED = {
  ...{ MESSENGER_PROTOCOL: '', VOICE_PROTOCOL: '' },
  ...{ TELEGRAM_BOT_TOKEN: '', MAX_BOT_TOKEN: '' },
  // A world without them takes no payments.
  ...{ PAYMENT_STRIPE_KEY: '', PAYMENT_STRIPE_WEBHOOK_SECRET: '' },
  ...{ PAYMENT_YOOKASSA_SHOP: '', PAYMENT_YOOKASSA_KEY: '' },
}

/** What a runtime serves; `out` is a bundle that is there already, in place of one of `entry`. */
export type Served = Omit<RuntimeOptions, 'out'> & { entry?: string; out?: string }

/** Makes what a runtime needs, unless it is there already, and returns its options, the local keys among its bindings. */
export async function prepared(root: string, { entry, out, ...given }: Served): Promise<RuntimeOptions> {
  await buildLazy(root)
  const local = await ensureLocalKeys(root)
  return { ...given, out: out ?? bundle(root, entry), vars: { ...local, ...NOT_UNASKED, ...given.vars } }
}

/** Starts a bundle of the Worker on the platform's runtime and waits until it answers. */
export async function startRuntime(
  root: string,
  { onOutput, ...given }: Served & { onOutput?: (text: string) => void },
): Promise<RunningServer> {
  const options = await prepared(root, given)
  const main = join(root, 'test/support/runtime-main.ts')
  const { child, output } = startChild(root, [main, JSON.stringify(options)], process.env, onOutput)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    const failed = () => reject(new Error(`The runtime did not start.\n${output()}`))
    const late = setTimeout(failed, READY_MS)
    child.once('message', () => {
      clearTimeout(late)
      resolve()
    })
    void gone.then(failed)
  })
  return {
    url: `http://localhost:${given.port}`,
    process: child,
    stop: async () => {
      child.kill('SIGTERM')
      await gone
    },
  }
}
