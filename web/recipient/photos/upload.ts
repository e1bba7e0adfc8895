import { api, hrefOf } from '../../api/call.ts'

/** Why a photo did not arrive: no network, none more taken, no claim possible any more, no picture, something else. */
export type UploadFault = 'offline' | 'many' | 'ended' | 'unfit' | 'again'
export type Uploaded = { ok: true; id: string } | { ok: false; fault: UploadFault }

const TIMEOUT_MS = 120_000

const FAULTS: Record<number, UploadFault> = {
  0: 'offline',
  400: 'unfit',
  401: 'ended',
  404: 'ended',
  409: 'many',
  410: 'ended',
  413: 'unfit',
  415: 'unfit',
}

function faultOf(status: number): UploadFault {
  return FAULTS[status] ?? 'again'
}

/**
 * Sends one photo and tells how much of it is on its way, 0 to 1. `fetch` does not say that, so this is the one place
 * with an older way. The key is kept for another try: it is then the same photo.
 */
export function upload(
  deliveryId: string,
  photo: Blob,
  key: string,
  onProgress: (part: number) => void,
): Promise<Uploaded> {
  return new Promise((done) => {
    const request = new XMLHttpRequest()
    const end = () => {
      try {
        if (request.status === 201) return done({ ok: true, id: JSON.parse(request.responseText).id })
      } catch {
        // No answer of ours.
      }
      done({ ok: false, fault: faultOf(request.status) })
    }
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onloadend = end
    request.timeout = TIMEOUT_MS
    request.open('POST', hrefOf(api.deliveries.addPhoto, { deliveryId }))
    request.setRequestHeader('Content-Type', photo.type)
    request.setRequestHeader('Idempotency-Key', key)
    request.send(photo)
  })
}
