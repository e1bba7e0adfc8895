import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Given to a child before its program: it ends when whoever started it is gone. */
export const endingWithParent = (root: string): string[] => [
  '--import',
  pathToFileURL(join(root, 'scripts/ends-with-parent.ts')).href,
]

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
