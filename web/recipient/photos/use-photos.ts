import { useEffect, useRef, useState } from 'preact/hooks'
import { newKey } from '../../api/call.ts'
import { prepare } from './prepare.ts'
import { type UploadFault, upload } from './upload.ts'

export const PHOTOS_MAX = 6

export interface Photo {
  key: string
  /** The address of the local preview, or null until the file has been read. */
  url: string | null
  state: 'sending' | 'there' | 'failed'
  progress: number
  id?: string
  fault?: UploadFault
}

export interface PhotosState {
  photos: Photo[]
  /** A photo is still being sent. */
  busy: boolean
  add: (files: FileList | null) => void
  retry: (key: string) => void
  remove: (key: string) => void
}

/** Keeps the photos of a claim. Each is sent as soon as it is chosen, so that the claim itself is quick. */
export function usePhotos(deliveryId: string): PhotosState {
  const [photos, setPhotos] = useState<Photo[]>([])
  const blobs = useRef(new Map<string, Blob>()).current
  const urls = useRef(new Set<string>()).current
  useEffect(
    () => () => {
      for (const url of urls) URL.revokeObjectURL(url)
    },
    [],
  )
  const change = (key: string, to: Partial<Photo>) =>
    setPhotos((now) => now.map((photo) => (photo.key === key ? { ...photo, ...to } : photo)))
  const send = async (key: string) => {
    const blob = blobs.get(key)
    if (!blob) return
    change(key, { state: 'sending', progress: 0 })
    const done = await upload(deliveryId, blob, key, (progress) => change(key, { progress }))
    change(key, done.ok ? { state: 'there', id: done.id } : { state: 'failed', fault: done.fault })
  }
  const begin = async (key: string, file: File) => {
    const blob = await prepare(file)
    if (!blob) return change(key, { state: 'failed', fault: 'unfit' })
    blobs.set(key, blob)
    const url = URL.createObjectURL(blob)
    urls.add(url)
    change(key, { url })
    await send(key)
  }
  const add = (files: FileList | null) => {
    const chosen = [...(files ?? [])].slice(0, PHOTOS_MAX - photos.length)
    const added = chosen.map((file) => ({ file, key: newKey() }))
    const fresh = added.map(({ key }): Photo => ({ key, url: null, state: 'sending', progress: 0 }))
    setPhotos((now) => [...now, ...fresh])
    // Photos are sent one after another, because a phone at a door has little memory and a slow network.
    void added.reduce((before, { key, file }) => before.then(() => begin(key, file)), Promise.resolve())
  }
  return {
    photos,
    busy: photos.some(({ state }) => state === 'sending'),
    add,
    retry: (key) => void send(key),
    remove: (key) => {
      blobs.delete(key)
      setPhotos((now) => now.filter((photo) => photo.key !== key))
    },
  }
}
