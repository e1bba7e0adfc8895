import { api, hrefOf } from '../../api/call.ts'

/** Why a photo did not arrive: no network, too many, no claim possible any more, no picture, or otherwise. */
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
 * Sends one photo and reports the sent part, 0 to 1. `fetch` does not report that, so this is the one place
 * with XMLHttpRequest. Another try of the same photo uses the same key.
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
        // The answer is not one of ours.
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
