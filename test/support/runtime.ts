import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildLazy } from '../../scripts/build-lazy.ts'
import { ensureLocalKeys } from '../../scripts/local-keys.ts'
import type { RunningServer } from '../../scripts/server.ts'
import { bundle } from './bundle.ts'

const READY_MS = 90_000

export interface RuntimeOptions {
  /** The bundle's folder. */
  out: string
  port: number
  state: string
  /** Bindings, besides the local keys. */
  vars: Record<string, string>
}

/** Starts a bundle of the Worker on the platform's runtime and waits until it answers. */
export async function startRuntime(
  root: string,
  {
    entry,
    onOutput,
    ...given
  }: Omit<RuntimeOptions, 'out'> & { entry?: string; onOutput?: (text: string) => void },
): Promise<RunningServer> {
  await buildLazy(root)
  const local = await ensureLocalKeys(root)
  const vars = { ...local, ...given.vars }
  const options: RuntimeOptions = { ...given, out: bundle(root, entry), vars }
  const child = spawn(
    process.execPath,
    [
      '--import',
      pathToFileURL(join(root, 'scripts/ends-with-parent.ts')).href,
      join(root, 'test/support/runtime-main.ts'),
      JSON.stringify(options),
    ],
    {
      cwd: root,
      // The runtime must trust the phone's mail server.
      env: { ...process.env, NODE_EXTRA_CA_CERTS: join(root, '.keys/tls.crt') },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    },
  )
  let output = ''
  const collect = (chunk: Buffer) => {
    output = (output + chunk).slice(-20_000)
    onOutput?.(String(chunk))
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    const failed = () => reject(new Error(`The runtime did not start.\n${output}`))
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
