import { Button } from '../../ui/Button.tsx'
import { l } from '../later-texts.ts'
import { PHOTOS_MAX, type Photo, type PhotosState } from './use-photos.ts'

/** Shows photos of what is wrong. They can be taken, chosen, viewed, removed and retried. */
export function Photos({ state }: { state: PhotosState }) {
  const { photos, add, retry, remove } = state
  return (
    <div class="stack photos">
      {photos.length > 0 ? (
        <ul>
          {photos.map((photo, index) => (
            <Tile
              key={photo.key}
              photo={photo}
              number={index + 1}
              onRetry={() => retry(photo.key)}
              onRemove={() => remove(photo.key)}
            />
          ))}
        </ul>
      ) : null}
      {photos.length < PHOTOS_MAX ? (
        <label class="button secondary">
          {l(photos.length > 0 ? 'photos.more' : 'photos.add')}
          <input
            class="sr"
            type="file"
            accept="image/*"
            multiple
            onChange={(event) => {
              add(event.currentTarget.files)
              // The input is emptied so that the same photo can be chosen again.
              event.currentTarget.value = ''
            }}
          />
        </label>
      ) : null}
      <p class="small muted">{l('photos.hint', { count: PHOTOS_MAX })}</p>
    </div>
  )
}

interface TileProps {
  photo: Photo
  number: number
  onRetry: () => void
  onRemove: () => void
}

function Tile({ photo: { url, state, progress, fault }, number, onRetry, onRemove }: TileProps) {
  const name = l('photos.one', { number })
  return (
    <li data-state={state}>
      {url ? <img src={url} alt={name} /> : <span class="empty" />}
      <div>
        <p role="status">
          <span class="sr">{name}: </span>
          {state === 'there' ? `✓ ${l('photos.there')}` : null}
          {state === 'sending' ? l('photos.sending', { percent: Math.round(progress * 100) }) : null}
          {state === 'failed' ? l(`photos.${fault ?? 'again'}`) : null}
        </p>
        {state === 'sending' ? <progress max={1} value={progress} aria-label={name} /> : null}
        <div class="row">
          {state === 'failed' && (fault === 'offline' || fault === 'again') ? (
            <Button small kind="secondary" onClick={onRetry} aria-label={`${l('photos.retry')}, ${name}`}>
              {l('photos.retry')}
            </Button>
          ) : null}
          <Button small kind="secondary" onClick={onRemove} aria-label={`${l('photos.remove')}, ${name}`}>
            {l('photos.remove')}
          </Button>
        </div>
      </div>
    </li>
  )
}
