import { inline } from '../../i18n/texts.ts'

/** The words around the papers, in the language of the screen. */
export const word = inline({
  en: {
    heading: 'Poster and guide',
    lead: 'For the van and for new couriers: two sheets of A4.',
    language: 'Language of the paper',
    print: 'Print',
    failed: 'The papers could not be loaded. Check the network and try again.',
    again: 'Try again',
    none: 'Nothing to print',
    noneText: 'No contract here has secured hand-overs.',
  },
  fr: {
    heading: 'Affiche et guide',
    lead: 'Pour le véhicule et les nouveaux coursiers : deux feuilles A4.',
    language: 'Langue du papier',
    print: 'Imprimer',
    failed: 'Les feuilles n’ont pas pu être chargées. Vérifiez le réseau et réessayez.',
    again: 'Réessayer',
    none: 'Rien à imprimer',
    noneText: 'Aucun contrat ici n’a de remise sécurisée.',
  },
  ru: {
    heading: 'Плакат и памятка',
    lead: 'В машину и для новых курьеров: два листа А4.',
    language: 'Язык листов',
    print: 'Печать',
    failed: 'Листы не загрузились. Проверьте сеть и попробуйте снова.',
    again: 'Ещё раз',
    none: 'Печатать нечего',
    noneText: 'Здесь нет договоров с защищённым вручением.',
  },
})
