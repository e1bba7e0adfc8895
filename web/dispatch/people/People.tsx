export { load } from '../texts.ts'
export default function People() {
  return null
}
