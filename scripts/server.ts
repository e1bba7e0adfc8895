import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { buildLazy } from './build-lazy.ts'
import { runChild, startChild } from './child.ts'

const WRANGLER = 'node_modules/wrangler/bin/wrangler.js'
const READY_MS = 90_000

const env = {
  ...process.env,
  // These settings keep the Worker's data off debugging pages.
  X_LOCAL_EXPLORER: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
  WRANGLER_SEND_METRICS: 'false',
  CI: 'true',
}

/** Whether a port of this machine is free. */
export function portFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

/** Applies the migrations to the local database below `state`. */
export const migrate = (root: string, state: string): Promise<void> =>
  runChild(root, [WRANGLER, 'd1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state], env)

export interface RunningServer {
  url: string
  process: ChildProcess
  stop(): Promise<void>
}

/**
 * Starts the real Worker with `wrangler dev` on loopback and waits until it answers.
 * @param vars values that replace those in `.dev.vars`
 * @param entry an entry other than the Worker's own
 */
export async function startServer(
  root: string,
  {
    port,
    state,
    vars,
    entry,
    onOutput,
  }: {
    port: number
    state: string
    vars: Record<string, string>
    entry?: string
    onOutput?: (text: string) => void
  },
): Promise<RunningServer> {
  await buildLazy(root)
  const flags = Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`])
  const args = [
    WRANGLER,
    'dev',
    ...(entry === undefined ? [] : [entry]),
    '--port',
    String(port),
    '--ip',
    '127.0.0.1',
    '--inspector-port',
    '0',
    '--persist-to',
    state,
    '--show-interactive-dev-session=false',
    ...flags,
  ]
  const { child, output } = startChild(root, args, env, onOutput)
  const url = `http://localhost:${port}`
  const end = Date.now() + READY_MS
  while (!(await healthy(url))) {
    if (child.exitCode !== null || Date.now() > end) {
      stopGroup(child)
      throw new Error(`The server did not start.\n${output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  return {
    url,
    process: child,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve()
        child.once('exit', () => resolve())
        stopGroup(child)
      }),
  }
}

/** wrangler starts workerd as its own child, so the whole process group has to be ended. */
function stopGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGTERM')
  } catch {
    // The process has already ended.
  }
}

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2000) })).ok
  } catch {
    return false
  }
}
