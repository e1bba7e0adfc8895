import { defineTexts } from '../../../i18n/texts.ts'

export default defineTexts({
  label: 'Saved filters',
  save: 'Save this filter',
  saveTitle: 'Save this filter',
  name: 'Name',
  nameHint: 'Kept in this browser only, without a recipient’s name.',
  yes: 'Save',
  replace: 'A filter of this name is saved; it is replaced.',
  remove: 'Remove “{name}”',
  removed: '“{name}” is removed.',
  undo: 'Undo',
  notKept: 'This browser keeps nothing: the filter is gone when the page is closed.',
  full: 'Twelve filters are saved; there is no room for more. Remove one first.',
  'e.name': 'Give it a name.',
})
