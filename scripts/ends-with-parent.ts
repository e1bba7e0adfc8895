/**
 * Loaded into a child before its own program: when whoever started it is gone, however that came about, the child's
 * whole group goes too. The channel between the two closes even where the parent was killed and could say nothing; a
 * runtime that went on would hold the port and the stored state.
 */
process.once('disconnect', () => {
  try {
    process.kill(-process.pid, 'SIGKILL')
  } catch {
    // Not the leader of a group: itself at least.
    process.exit(1)
  }
})
// Whatever ends by itself must not be kept alive by listening for that.
process.channel?.unref()
