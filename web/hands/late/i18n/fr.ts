import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  'late.what.arrive': 'arrivée',
  'late.what.qr': 'remise par QR code',
  'late.what.no-code': 'pas de code',
  'late.what.identity': 'contrôle d’identité',
  'late.what.fail': 'passage sans remise',
  'late.what.deliver': 'remise contre signature',
  'late.what.reopen': 'annulation de la fin du passage',
  'late.because.stop-closed': 'le passage s’était terminé autrement',
  'late.because.not-found': 'un autre livreur l’avait entre-temps',
  'late.because.claim-open': 'une réclamation était ouverte',
  'late.because.unpaid': 'le paiement manquait',
  'late.because.blocked': 'les contrôles d’identité de ce livreur étaient bloqués',
  'late.because.not-arrived': 'aucune arrivée n’est enregistrée',
  'late.because.not-yet': 'le contrôle d’identité n’était pas encore permis',
  'late.because.codes-closed': 'ses codes n’étaient plus valables',
  'late.because.wrong-code': 'le code était faux',
  'late.because.wrong-parcel': 'c’était celui d’un autre colis',
  'late.because.approval-needed': 'l’exploitation devait d’abord donner son accord',
  'late.because.identity-suspended': 'le destinataire avait suspendu le contrôle d’identité',
  'late.because.not-accepted': 'le contrat ne l’accepte pas',
  'late.because.too-late': 'il était trop tard pour cela',
  'late.because.secured': 'ce colis exige un code',
  'late.because.other': 'les règles ne le permettent pas',
} satisfies Like<typeof en>
