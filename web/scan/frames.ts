type Counting = HTMLVideoElement & { requestVideoFrameCallback?: (call: () => void) => number }

/**
 * Counts the frames that a video shows, until `signal` aborts. The count stays 0 in a browser that does not
 * tell of frames; then nobody can say which are new.
 */
export function countFrames(video: Counting, signal: AbortSignal): () => number {
  let frames = 0
  const next = () => {
    frames++
    if (!signal.aborted) video.requestVideoFrameCallback?.(next)
  }
  video.requestVideoFrameCallback?.(() => next())
  return () => frames
}
