const LOOK_MS = 100
const parent = process.ppid

/**
 * This module is loaded into a child before its own program. When the parent is gone, for whatever reason, it
 * kills the child's whole process group; otherwise a runtime that kept running would hold the port and the
 * stored state. The channel between the two also closes when the parent is killed. A program that closes the
 * channel itself, as some do before they exit, still has its parent and is left to end.
 */
process.once('disconnect', () => {
  // The channel closes a moment before the parent is gone.
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    try {
      process.kill(-process.pid, 'SIGKILL')
    } catch {
      // This process leads no group, so it ends at least itself.
      process.exit(1)
    }
  }, LOOK_MS)
  timer.unref()
})
// Listening on the channel must not keep alive a program that would end by itself.
process.channel?.unref()
