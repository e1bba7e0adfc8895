/** The server's limit. */
const BYTES_MAX = 5 * 1024 * 1024
/** Enough to see a dent, at a tenth of the size a phone takes. */
const SIDE_MAX = 1600
const QUALITY = 0.85

/** Shrinks a photo if the phone can, else keeps it. Returns null if it is no picture or too large. */
export async function prepare(file: Blob): Promise<Blob | null> {
  const smaller = await shrink(file).catch(() => null)
  const known = file.type === 'image/jpeg' || file.type === 'image/png'
  const picked = smaller && (!known || smaller.size < file.size) ? smaller : known ? file : null
  return picked && picked.size <= BYTES_MAX ? picked : null
}

/** Redraws the photo upright, which also drops the phone's metadata. */
async function shrink(file: Blob): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const scale = Math.min(1, SIDE_MAX / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(bitmap.width * scale))
    canvas.height = Math.max(1, Math.round(bitmap.height * scale))
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    return await new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
  } finally {
    bitmap.close()
  }
}
