/**
 * Evens out light and sharpens: every pixel becomes its difference from the mean of its surroundings. A
 * shadow across the label, a dull print or slight blur then no longer hides the bars. It changes the image in
 * place.
 * @param radius of the surroundings in pixels, which must be wider than the widest bar
 * @param gain how much differences are stretched
 */
export function flatten({ data, width, height }: ImageData, radius: number, gain = 3): void {
  const grey = new Uint8ClampedArray(width * height)
  for (let i = 0; i < grey.length; i++)
    grey[i] = (data[i * 4]! * 77 + data[i * 4 + 1]! * 151 + data[i * 4 + 2]! * 28) >> 8
  // A summed-area table gives any box mean in four look-ups.
  const stride = width + 1
  const sums = new Uint32Array(stride * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += grey[y * width + x]!
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row
    }
  }
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius)
    const bottom = Math.min(height, y + radius + 1)
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius)
      const right = Math.min(width, x + radius + 1)
      const sum =
        sums[bottom * stride + right]! -
        sums[top * stride + right]! -
        sums[bottom * stride + left]! +
        sums[top * stride + left]!
      const mean = sum / ((bottom - top) * (right - left))
      const i = (y * width + x) * 4
      // The array type clamps the value.
      data[i] = data[i + 1] = data[i + 2] = 128 + gain * (grey[y * width + x]! - mean)
    }
  }
}
