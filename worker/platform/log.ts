/** Logs a bug. Only the error's name and its stack frames are logged, because the message may quote input. */
export function logBug(error: unknown): void {
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: '' }
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  console.error(JSON.stringify({ bug: name, frames: frames.slice(0, 6) }))
}
