/** A bug. Its name and place are for us; the message may quote input and stays out. */
export function logBug(error: unknown): void {
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: '' }
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  console.error(JSON.stringify({ bug: name, frames: frames.slice(0, 6) }))
}
