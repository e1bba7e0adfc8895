/** Why there is no picture: each has its own way out on the screen. */
export type CameraProblem =
  /** The person or the system said no. */
  | 'denied'
  | 'no-camera'
  /** Another app holds it. */
  | 'busy'
  /** No camera interface here: an in-app browser, mostly. "Open in your browser" or a photo is the way out. */
  | 'unsupported'

export interface Camera {
  stop(): void
  /** Sets the torch, when the lens has one. */
  torch?: (on: boolean) => Promise<void>
  /** Ids of the lenses at the back, this one's included; more than one allows switching. */
  lenses: string[]
  lens: string | undefined
}

type Capabilities = MediaTrackCapabilities & { torch?: boolean; focusMode?: string[] }
const advanced = (track: MediaStreamTrack, set: object) =>
  track.applyConstraints({ advanced: [set as MediaTrackConstraintSet] })

/** Starts the rear camera into the video element, or says why not. Never throws. */
export async function openCamera(
  video: HTMLVideoElement,
  lens?: string,
): Promise<{ camera: Camera } | { problem: CameraProblem }> {
  if (!navigator.mediaDevices?.getUserMedia) return { problem: 'unsupported' }
  let stream: MediaStream | undefined
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: {
        ...(lens ? { deviceId: { exact: lens } } : { facingMode: { ideal: 'environment' } }),
        width: { ideal: 1280 },
        height: { ideal: 720 },
      },
    })
    const track = stream.getVideoTracks()[0]!
    const can = (track.getCapabilities?.() ?? {}) as Capabilities
    if (can.focusMode?.includes('continuous'))
      await advanced(track, { focusMode: 'continuous' }).catch(() => {})
    video.srcObject = stream
    await video.play()
    const opened = stream
    const camera: Camera = {
      stop: () => stop(opened, video),
      lenses: await lenses(),
      lens: track.getSettings().deviceId,
    }
    if (can.torch) camera.torch = (on) => advanced(track, { torch: on }).catch(() => {})
    return { camera }
  } catch (error) {
    // Left before the picture came, `play` rejects: without this the camera would stay on.
    if (stream) stop(stream, video)
    return { problem: problemOf(error) }
  }
}

function stop(stream: MediaStream, video: HTMLVideoElement): void {
  for (const track of stream.getTracks()) track.stop()
  if (video.srcObject === stream) video.srcObject = null
}

/** The name of a `getUserMedia` error → what to tell the person. */
export function problemOf(error: unknown): CameraProblem {
  switch ((error as { name?: string }).name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-camera'
    case 'NotReadableError':
    case 'AbortError':
      return 'busy'
    default:
      return 'unsupported'
  }
}

/** Labels are known once permission was given; several lenses of one phone are told apart only by them. */
async function lenses(): Promise<string[]> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => [])
  const back = /back|rear|environment|arri[eè]re|задн|тыл/i
  return devices.filter(({ kind, label }) => kind === 'videoinput' && back.test(label)).map((d) => d.deviceId)
}
