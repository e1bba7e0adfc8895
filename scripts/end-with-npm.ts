import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const LOOK_MS = 1000

/** The parent of a process; empty where it cannot be told. */
function parentOf(pid: number): string {
  try {
    // `pid (name) state ppid …`, and a name may hold anything.
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) \S+ /s, '')
        .split(' ')[0] ?? ''
    )
  } catch {
    try {
      return execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    } catch {
      return ''
    }
  }
}

/**
 * npm runs a script through a shell, and neither passes on that it was killed: `end` is called when one of them is gone.
 * Whoever runs the script without npm is not looked for.
 */
export function endWithNpm(end: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const above = () => `${process.ppid} ${parentOf(process.ppid)}`
  const first = above()
  const timer = setInterval(() => {
    if (above() === first) return
    clearInterval(timer)
    end()
  }, LOOK_MS)
  timer.unref()
}
