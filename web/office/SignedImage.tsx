import type { ImgHTMLAttributes } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { transport } from '../api/call.ts'

export interface SignedImageProps extends Pick<ImgHTMLAttributes, 'class' | 'width' | 'height' | 'onLoad'> {
  /** An address of our API, with its query. */
  path: string
  alt: string
  onFailed?: () => void
}

/** Shows a picture that only a signed call may read (R40): it is fetched as any other answer, and kept nowhere. */
export function SignedImage({ path, alt, onFailed, ...rest }: SignedImageProps) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    let made: string | undefined
    const stop = new AbortController()
    const load = async () => {
      const response = await transport.fetch(path, { method: 'GET', signal: stop.signal })
      if (!response.ok) throw new Error(`${response.status}`)
      made = URL.createObjectURL(await response.blob())
      setAddress(made)
    }
    load().catch(() => stop.signal.aborted || onFailed?.())
    return () => {
      stop.abort()
      if (made) URL.revokeObjectURL(made)
    }
  }, [path])
  return <img {...rest} alt={alt} src={address} onError={onFailed} />
}
