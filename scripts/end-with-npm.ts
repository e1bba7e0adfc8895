import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const LOOK_MS = 1000

/** Returns the parent of a process, or an empty string where the parent cannot be read. */
function parentOf(pid: number): string {
  try {
    // The line reads `pid (name) state ppid …`, and a name may contain any characters.
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
 * Calls `end` when npm, or the shell through which npm runs a script, is gone: neither passes on that it was
 * killed. It does nothing when the script was started without npm.
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
