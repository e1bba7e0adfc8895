/** A rectangle in pixels of the source. */
export interface Region {
  x: number
  y: number
  width: number
  height: number
}

export interface Grab {
  region: Region
  /** The longest side of the result. Larger images are scaled down. */
  maxSide: number
  /** Enlarges small images up to `maxSide` too, at most by this factor. */
  enlarge?: number
  /** Rotation clockwise around the centre. */
  degrees?: number
}

/** Returns the size of the result and its scale relative to the source. */
export function plan({ region, maxSide, enlarge = 1, degrees = 0 }: Grab) {
  const scale = Math.min(enlarge, maxSide / Math.max(region.width, region.height))
  const w = region.width * scale
  const h = region.height * scale
  const turn = (degrees * Math.PI) / 180
  const [sin, cos] = [Math.abs(Math.sin(turn)), Math.abs(Math.cos(turn))]
  return {
    scale,
    width: Math.max(1, Math.round(w * cos + h * sin)),
    height: Math.max(1, Math.round(w * sin + h * cos)),
  }
}

/**
 * Returns the part of a video that a box with `object-fit: cover` shows within `frame`. Box and frame are in
 * CSS pixels, the frame relative to the box. The part is `margin` of its size wider, as people aim inexactly.
 */
export function visibleRegion(
  video: { width: number; height: number },
  box: { width: number; height: number },
  frame: Region,
  margin: number,
): Region {
  const scale = Math.max(box.width / video.width, box.height / video.height)
  const left = (box.width - video.width * scale) / 2
  const top = (box.height - video.height * scale) / 2
  const clamp = (value: number, max: number) => Math.min(max, Math.max(0, Math.round(value)))
  const x = clamp((frame.x - frame.width * margin - left) / scale, video.width)
  const y = clamp((frame.y - frame.height * margin - top) / scale, video.height)
  const right = clamp((frame.x + frame.width * (1 + margin) - left) / scale, video.width)
  const bottom = clamp((frame.y + frame.height * (1 + margin) - top) / scale, video.height)
  return { x, y, width: right - x, height: bottom - y }
}

const canvases = new Map<string, HTMLCanvasElement>()

/** Draws the region of a video or bitmap, scaled and rotated, and returns its pixels. */
export function grab(source: HTMLVideoElement | ImageBitmap, what: Grab): ImageData {
  const { region, degrees = 0 } = what
  const { scale, width, height } = plan(what)
  const key = `${width}×${height}`
  let canvas = canvases.get(key)
  if (!canvas) {
    if (canvases.size > 2) canvases.clear()
    canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvases.set(key, canvas)
  }
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })!
  context.setTransform(1, 0, 0, 1, 0, 0)
  // The area outside a rotated picture is white like paper, because black would read as a bar.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.translate(width / 2, height / 2)
  context.rotate((degrees * Math.PI) / 180)
  const [w, h] = [region.width * scale, region.height * scale]
  context.drawImage(source, region.x, region.y, region.width, region.height, -w / 2, -h / 2, w, h)
  return context.getImageData(0, 0, width, height)
}
