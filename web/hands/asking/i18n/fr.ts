import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  askingTitle: 'Attendez l’exploitation',
  askingText: 'L’exploitation doit accepter cette remise. Ne remettez encore rien.',
  askingWhy: 'Pourquoi elle est consultée',
  askingLeft: 'encore {time}',
  askingOther: 'Autre moyen',
  lapsedTitle: 'Pas de réponse',
  lapsedText: 'Rien n’est refusé. Appelez l’exploitation et redemandez, ou choisissez un autre moyen.',
  lapsedLast: 'C’était la troisième fois. Choisissez un autre moyen.',
  askAgain: 'Redemander ({n} sur {of})',
  agreedText: 'L’exploitation a accepté. Confirmez encore une fois le contrôle.',
} satisfies Like<typeof en>
