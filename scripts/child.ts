import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Given to a child before its program: it ends when whoever started it is gone. */
const endingWithParent = (root: string): string[] => [
  '--import',
  pathToFileURL(join(root, 'scripts/ends-with-parent.ts')).href,
]

const OUTPUT_KEPT = 20_000

/**
 * Starts a program of Node that serves until it is stopped, in a process group of its own that ends with this process.
 * It trusts the local certificate, which the phone's mail server has; `output` is the end of what it printed.
 */
export function startChild(
  root: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  onOutput?: (text: string) => void,
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [...endingWithParent(root), ...args], {
    cwd: root,
    env: { ...env, NODE_EXTRA_CA_CERTS: join(root, '.keys/tls.crt') },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
  let output = ''
  const collect = (chunk: Buffer) => {
    output = (output + chunk).slice(-OUTPUT_KEPT)
    onOutput?.(String(chunk))
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  return { child, output: () => output }
}

/**
 * Runs a program of Node to its end, in a process group of its own that ends with this process, however that ends: what
 * went on alone would write into the same folders as the next start.
 * @param args the script and its arguments
 */
export function runChild(root: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [...endingWithParent(root), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${args[0]} ended with ${code ?? 'a signal'}`)),
    )
  })
}
