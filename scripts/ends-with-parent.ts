const LOOK_MS = 100
const parent = process.ppid

/**
 * Loaded into a child before its own program: when whoever started it is gone, however that came about, the child's
 * whole group goes too. The channel between the two closes even where the parent was killed and could say nothing; a
 * runtime that went on would hold the port and the stored state. A program that closes the channel itself, as some do at
 * their end, has a parent still, and is left to end.
 */
process.once('disconnect', () => {
  // The channel closes a moment before the parent is gone.
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    try {
      process.kill(-process.pid, 'SIGKILL')
    } catch {
      // Not the leader of a group: itself at least.
      process.exit(1)
    }
  }, LOOK_MS)
  timer.unref()
})
// Whatever ends by itself must not be kept alive by listening for that.
process.channel?.unref()
