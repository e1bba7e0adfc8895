import { Editor } from './Editor.tsx'
import './contracts.css'

export { load } from '../requests/texts.ts'

/** A contract that starts from a profile. */
export default function NewContract() {
  return <Editor contract={null} onSaved={() => {}} />
}
