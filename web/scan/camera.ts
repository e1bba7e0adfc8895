/** Why there is no picture. Each problem has its own way out on the screen. */
export type CameraProblem =
  /** The person or the system refused access. */
  | 'denied'
  | 'no-camera'
  /** Another app uses the camera. */
  | 'busy'
  /** The browser offers no camera, mostly inside an app. "Open in your browser" or a photo is the way out. */
  | 'unsupported'

export interface Camera {
  stop(): void
  track: MediaStreamTrack
  /** Switches the torch, if the lens has one. */
  torch?: (on: boolean) => Promise<void>
  /** The ids of the rear lenses, including this one. With more than one, the lens can be switched. */
  lenses: string[]
  lens: string | undefined
}

type Capabilities = MediaTrackCapabilities & { torch?: boolean; focusMode?: string[] }
const advanced = (track: MediaStreamTrack, set: object) =>
  track.applyConstraints({ advanced: [set as MediaTrackConstraintSet] })

/**
 * Asks for the rear camera, in Full HD because a small code in a large picture needs it; a camera that has less
 * gives what it has. A chosen lens that is gone, or has another id by now, becomes any rear lens.
 */
async function openStream(lens: string | undefined): Promise<MediaStream> {
  const ask = (which: MediaTrackConstraints) =>
    navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { ...which, width: { ideal: 1920 }, height: { ideal: 1080 } },
    })
  const rear = { facingMode: { ideal: 'environment' } }
  if (!lens) return ask(rear)
  try {
    return await ask({ deviceId: { exact: lens } })
  } catch (error) {
    if (!['OverconstrainedError', 'NotFoundError'].includes((error as Error).name)) throw error
    return ask(rear)
  }
}

/** Starts the rear camera in the video element, or returns why it cannot. Never throws. */
export async function openCamera(
  video: HTMLVideoElement,
  lens?: string,
): Promise<{ camera: Camera } | { problem: CameraProblem }> {
  if (!navigator.mediaDevices?.getUserMedia) return { problem: 'unsupported' }
  let stream: MediaStream | undefined
  try {
    stream = await openStream(lens)
    const track = stream.getVideoTracks()[0]!
    const can = (track.getCapabilities?.() ?? {}) as Capabilities
    if (can.focusMode?.includes('continuous'))
      await advanced(track, { focusMode: 'continuous' }).catch(() => {})
    video.srcObject = stream
    await video.play()
    const opened = stream
    const camera: Camera = {
      stop: () => stop(opened, video),
      track,
      lenses: await lenses(),
      lens: track.getSettings().deviceId,
    }
    if (can.torch) camera.torch = (on) => advanced(track, { torch: on }).catch(() => {})
    return { camera }
  } catch (error) {
    // If the person leaves before the picture comes, `play` rejects. Without this the camera would stay on.
    if (stream) stop(stream, video)
    return { problem: problemOf(error) }
  }
}

function stop(stream: MediaStream, video: HTMLVideoElement): void {
  for (const track of stream.getTracks()) track.stop()
  if (video.srcObject === stream) video.srcObject = null
}

/** Translates the name of a `getUserMedia` error into a problem to show. */
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

/**
 * Returns the ids of the rear lenses. Their names are known only after permission, and only the names tell
 * several lenses of one phone apart.
 */
async function lenses(): Promise<string[]> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => [])
  const back = /back|rear|environment|arri[eè]re|задн|тыл/i
  return devices.filter(({ kind, label }) => kind === 'videoinput' && back.test(label)).map((d) => d.deviceId)
}
