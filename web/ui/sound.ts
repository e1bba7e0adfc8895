import type { OutcomeKind } from './outcome-kind.ts'

/** Tones as [Hz, start in s, length in s], vibration in ms. Rising is good, falling and low means "stop". */
const SOUNDS: Record<OutcomeKind, { tones: [number, number, number][]; shake: number[] }> = {
  'hand-over': {
    tones: [
      [660, 0, 0.1],
      [990, 0.11, 0.18],
    ],
    shake: [60],
  },
  'do-not': {
    tones: [
      [220, 0, 0.22],
      [165, 0.26, 0.34],
    ],
    shake: [200, 80, 200],
  },
  wrong: {
    tones: [
      [300, 0, 0.12],
      [300, 0.18, 0.12],
      [220, 0.36, 0.25],
    ],
    shake: [100, 60, 100, 60, 100],
  },
  point: {
    tones: [
      [440, 0, 0.12],
      [370, 0.15, 0.2],
    ],
    shake: [120, 60, 60],
  },
  'last-try': {
    tones: [
      [220, 0, 0.22],
      [165, 0.26, 0.22],
      [110, 0.52, 0.5],
    ],
    shake: [300, 100, 300, 100, 500],
  },
  wait: { tones: [[520, 0, 0.08]], shake: [30] },
}

let context: AudioContext | undefined

/** Plays the sound of an outcome and vibrates. It is silent where the browser requires a tap first. */
export function playSound(kind: OutcomeKind): void {
  const { tones, shake } = SOUNDS[kind]
  if (navigator.userActivation?.hasBeenActive === false) return
  try {
    navigator.vibrate?.(shake)
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume().catch(() => {})
    for (const [hz, start, length] of tones) tone(context, hz, context.currentTime + start, length)
  } catch {
    // There is no audio device, or sound is not allowed. The screen says everything as well.
  }
}

function tone(audio: AudioContext, hz: number, at: number, length: number): void {
  const volume = audio.createGain()
  volume.gain.setValueAtTime(0.25, at)
  // An abrupt end would click.
  volume.gain.exponentialRampToValueAtTime(0.001, at + length)
  volume.connect(audio.destination)
  const source = audio.createOscillator()
  source.type = 'triangle'
  source.frequency.value = hz
  source.connect(volume)
  source.start(at)
  source.stop(at + length)
}
