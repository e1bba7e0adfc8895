import { Editor } from './Editor.tsx'
import './contracts.css'

export { load } from '../requests/texts.ts'

/** Creates a contract from a profile. */
export default function NewContract() {
  return <Editor contract={null} onSaved={() => {}} />
}
