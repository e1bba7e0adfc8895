import { useState } from 'preact/hooks'
import { loadLater } from '../later-texts.ts'
import { t } from '../texts.ts'

export type PhotoProblem = 'nothing' | 'noPicture'

interface Props {
  onTexts: (texts: string[]) => void
  /** Called with the reason why the photo told nothing, and with null when another photo is taken. */
  onProblem: (problem: PhotoProblem | null) => void
}

/** Takes a photo of the label, or a file, and reads its codes here. The picture never leaves the phone. */
export function PhotoButton({ onTexts, onProblem }: Props) {
  const [reading, setReading] = useState(false)
  const read = async (event: Event) => {
    const input = event.currentTarget as HTMLInputElement
    const file = input.files?.[0]
    // The input is emptied so that the same photo can be chosen again.
    input.value = ''
    if (!file || reading) return
    setReading(true)
    onProblem(null)
    try {
      // The words for a problem come with those of the later screens.
      const [{ scanFile }] = await Promise.all([import('../../scan/photo.ts'), loadLater()])
      const texts = await scanFile(file)
      if (texts.length === 0) onProblem('nothing')
      else onTexts(texts)
    } catch (error) {
      onProblem((error as Error).message === 'not-a-picture' ? 'noPicture' : 'nothing')
    }
    setReading(false)
  }
  return (
    <label class="button secondary photo" aria-busy={reading}>
      {t(reading ? 'scan.reading' : 'scan.photo')}
      <input class="sr" type="file" accept="image/*" capture="environment" onChange={read} />
    </label>
  )
}
