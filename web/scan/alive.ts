import { countFrames } from './frames.ts'

/** Cameras mute for an instant when lenses change; a call or another app takes them for longer. */
const MUTED_MS = 1_000
const TICK_MS = 250
/** So many ticks without a new frame are a still picture. A page that was busy itself does not tick. */
const STILL_TICKS = 12

/**
 * Resolves when the camera has stopped though the page is visible: its track ended, stays muted, or no new
 * frame came for three seconds. A picture that stands still must not be taken for a live one. Never resolves
 * once `signal` aborts.
 */
export function whenStopped(
  video: HTMLVideoElement,
  track: MediaStreamTrack,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((stopped) => {
    const frames = countFrames(video, signal)
    let seen = 0
    let still = 0
    let mute = track.muted
    let muted = 0
    const tell = () => {
      if (!signal.aborted && !document.hidden) stopped()
    }
    const tick = () => {
      muted = mute ? muted + TICK_MS : 0
      // Without a first frame it is not known that this browser tells of them.
      still = frames() === 0 || frames() !== seen ? 0 : still + 1
      seen = frames()
      if (track.readyState === 'ended' || muted > MUTED_MS || still >= STILL_TICKS) tell()
    }
    const ticking = setInterval(tick, TICK_MS)
    track.addEventListener('ended', tell, { signal })
    for (const type of ['mute', 'unmute'] as const)
      track.addEventListener(type, () => (mute = type === 'mute'), { signal })
    signal.addEventListener('abort', () => clearInterval(ticking))
  })
}
