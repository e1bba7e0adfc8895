import { execFileSync } from 'node:child_process'
import type { Killable } from './world.ts'

/** Returns the process ids of a world's runtime, which is a child in its server's process group. */
function runtimes(world: Killable): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,pgid=,args='], { encoding: 'utf8' })
  return table.split('\n').flatMap((line) => {
    const [, pid, group, args] = /^\s*(\d+)\s+(\d+)\s+(\S*)/.exec(line) ?? []
    return Number(group) === world.server.process.pid && args?.endsWith('workerd') ? [Number(pid)] : []
  })
}

/** Kills the runtime as a power cut would, without a chance to finish anything. */
export async function crash(world: Killable): Promise<void> {
  const pids = runtimes(world)
  if (pids.length === 0) throw new Error('there is no runtime to end')
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  await world.server.stop()
}
