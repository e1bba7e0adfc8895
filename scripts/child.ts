import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Node arguments that make a child process end when the process that started it is gone. */
const endingWithParent = (root: string): string[] => [
  '--import',
  pathToFileURL(join(root, 'scripts/ends-with-parent.ts')).href,
]

const OUTPUT_KEPT = 20_000

/**
 * Starts a Node program that serves until it is stopped. The child gets its own process group, which ends
 * with this process, and trusts the local certificate that the phone's mail server uses. `output` returns the
 * end of what the child printed.
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
 * Runs a Node program to its end, in its own process group. The group ends with this process, however this
 * process ends, because a child that kept running would write into the same folders as the next start.
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
