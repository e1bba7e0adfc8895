import { defineTexts } from '../../../i18n/texts.ts'

/** While a dispatcher is asked whether new hands may release (R42): the same words at the door and at the counter. */
export default defineTexts({
  askingTitle: 'Wait for the dispatcher',
  askingText: 'A dispatcher has to agree to this hand-over. Do not hand anything over yet.',
  askingWhy: 'Why a dispatcher is asked',
  askingLeft: '{time} left',
  askingOther: 'Use another way',
  lapsedTitle: 'No dispatcher answered',
  lapsedText: 'Nothing is refused. Call the dispatcher and ask again, or use another way.',
  lapsedLast: 'That was the third time. Use another way.',
  askAgain: 'Ask again ({n} of {of})',
  agreedText: 'A dispatcher agreed. Confirm the check once more.',
})
