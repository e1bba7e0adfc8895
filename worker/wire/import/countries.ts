import { bare } from './words.ts'

/** ISO 3166-1: each country's code of two letters, of three letters, and its number. */
const CODES = (
  'ADAND020 AEARE784 AFAFG004 AGATG028 AIAIA660 ALALB008 AMARM051 AOAGO024 AQATA010 ARARG032 ' +
  'ASASM016 ATAUT040 AUAUS036 AWABW533 AXALA248 AZAZE031 BABIH070 BBBRB052 BDBGD050 BEBEL056 ' +
  'BFBFA854 BGBGR100 BHBHR048 BIBDI108 BJBEN204 BLBLM652 BMBMU060 BNBRN096 BOBOL068 BQBES535 ' +
  'BRBRA076 BSBHS044 BTBTN064 BVBVT074 BWBWA072 BYBLR112 BZBLZ084 CACAN124 CCCCK166 CDCOD180 ' +
  'CFCAF140 CGCOG178 CHCHE756 CICIV384 CKCOK184 CLCHL152 CMCMR120 CNCHN156 COCOL170 CRCRI188 ' +
  'CUCUB192 CVCPV132 CWCUW531 CXCXR162 CYCYP196 CZCZE203 DEDEU276 DJDJI262 DKDNK208 DMDMA212 ' +
  'DODOM214 DZDZA012 ECECU218 EEEST233 EGEGY818 EHESH732 ERERI232 ESESP724 ETETH231 FIFIN246 ' +
  'FJFJI242 FKFLK238 FMFSM583 FOFRO234 FRFRA250 GAGAB266 GBGBR826 GDGRD308 GEGEO268 GFGUF254 ' +
  'GGGGY831 GHGHA288 GIGIB292 GLGRL304 GMGMB270 GNGIN324 GPGLP312 GQGNQ226 GRGRC300 GSSGS239 ' +
  'GTGTM320 GUGUM316 GWGNB624 GYGUY328 HKHKG344 HMHMD334 HNHND340 HRHRV191 HTHTI332 HUHUN348 ' +
  'IDIDN360 IEIRL372 ILISR376 IMIMN833 ININD356 IOIOT086 IQIRQ368 IRIRN364 ISISL352 ITITA380 ' +
  'JEJEY832 JMJAM388 JOJOR400 JPJPN392 KEKEN404 KGKGZ417 KHKHM116 KIKIR296 KMCOM174 KNKNA659 ' +
  'KPPRK408 KRKOR410 KWKWT414 KYCYM136 KZKAZ398 LALAO418 LBLBN422 LCLCA662 LILIE438 LKLKA144 ' +
  'LRLBR430 LSLSO426 LTLTU440 LULUX442 LVLVA428 LYLBY434 MAMAR504 MCMCO492 MDMDA498 MEMNE499 ' +
  'MFMAF663 MGMDG450 MHMHL584 MKMKD807 MLMLI466 MMMMR104 MNMNG496 MOMAC446 MPMNP580 MQMTQ474 ' +
  'MRMRT478 MSMSR500 MTMLT470 MUMUS480 MVMDV462 MWMWI454 MXMEX484 MYMYS458 MZMOZ508 NANAM516 ' +
  'NCNCL540 NENER562 NFNFK574 NGNGA566 NINIC558 NLNLD528 NONOR578 NPNPL524 NRNRU520 NUNIU570 ' +
  'NZNZL554 OMOMN512 PAPAN591 PEPER604 PFPYF258 PGPNG598 PHPHL608 PKPAK586 PLPOL616 PMSPM666 ' +
  'PNPCN612 PRPRI630 PSPSE275 PTPRT620 PWPLW585 PYPRY600 QAQAT634 REREU638 ROROU642 RSSRB688 ' +
  'RURUS643 RWRWA646 SASAU682 SBSLB090 SCSYC690 SDSDN729 SESWE752 SGSGP702 SHSHN654 SISVN705 ' +
  'SJSJM744 SKSVK703 SLSLE694 SMSMR674 SNSEN686 SOSOM706 SRSUR740 SSSSD728 STSTP678 SVSLV222 ' +
  'SXSXM534 SYSYR760 SZSWZ748 TCTCA796 TDTCD148 TFATF260 TGTGO768 THTHA764 TJTJK762 TKTKL772 ' +
  'TLTLS626 TMTKM795 TNTUN788 TOTON776 TRTUR792 TTTTO780 TVTUV798 TWTWN158 TZTZA834 UAUKR804 ' +
  'UGUGA800 UMUMI581 USUSA840 UYURY858 UZUZB860 VAVAT336 VCVCT670 VEVEN862 VGVGB092 VIVIR850 ' +
  'VNVNM704 VUVUT548 WFWLF876 WSWSM882 XKXKK983 YEYEM887 YTMYT175 ZAZAF710 ZMZMB894 ZWZWE716'
).split(' ')

/** Names in use beside those that `Intl` knows, in three languages. */
const OTHERS: Record<string, string> = {
  RU: 'РФ|Российская Федерация|Russian Federation|Fédération de Russie|РУС',
  FR: 'République française|French Republic|France métropolitaine|Metropolitan France|Corse|Corsica|FX|Французская Республика',
  GB: 'UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|Grande-Bretagne|Angleterre|Écosse|Pays de Galles|Англия|Шотландия|Соединённое Королевство|Royaume Uni',
  US: 'USA|United States of America|America|США|Соединённые Штаты Америки|États-Unis d’Amérique|EUA',
  BY: 'Белоруссия|РБ|Республика Беларусь|Bélarus',
  KZ: 'РК|Республика Казахстан|Казакстан',
  KG: 'Киргизия|Кыргызская Республика|Kirghizistan|Kirghizie',
  MD: 'Молдавия|Республика Молдова|Moldova',
  TJ: 'Республика Таджикистан',
  UZ: 'Республика Узбекистан',
  TM: 'Туркмения|Turkmenia',
  AM: 'Республика Армения',
  AZ: 'Азербайджанская Республика',
  AE: 'ОАЭ|UAE|EAU|Объединённые Арабские Эмираты',
  NL: 'Holland|Hollande|Голландия|The Netherlands',
  DE: 'ФРГ|Allemagne fédérale',
  CZ: 'Czech Republic|République tchèque|Чешская Республика',
  TR: 'Turkey|Turkiye',
  KR: 'Южная Корея|Korea|Corée|Republic of Korea|République de Corée',
  KP: 'Северная Корея',
  CN: 'КНР|PRC|Китайская Народная Республика',
  HK: 'Hong Kong|Hongkong|Гонконг',
  MO: 'Macao|Macau|Макао',
  CI: 'Ivory Coast|Кот-д’Ивуар',
  CD: 'RDC|DRC|République démocratique du Congo|ДР Конго',
  CG: 'Congo|Конго',
  VA: 'Vatican|Ватикан',
  PS: 'Palestine|Палестина',
  MM: 'Birmanie|Burma|Мьянма|Myanmar',
  MK: 'Macédoine|Macedonia|Македония',
  RE: 'Réunion|La Réunion|Île de la Réunion',
  GF: 'Guyane|Guiana|Гвиана',
  PM: 'St Pierre et Miquelon|Saint Pierre and Miquelon',
  MF: 'Saint-Martin|St Martin',
  BL: 'Saint-Barthélemy|St Barth|Saint Barth',
  CH: 'Suisse romande|Confédération suisse',
  IE: 'Eire|Republic of Ireland',
}

let known: Map<string, string> | undefined

/** Made when the first file asks, as most of it is made by `Intl`. */
function names(): Map<string, string> {
  if (known) return known
  const made = new Map<string, string>()
  const codes = CODES.map((code) => code.slice(0, 2))
  for (const locale of ['en', 'fr', 'ru']) {
    const intl = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' })
    for (const code of codes) made.set(bare(intl.of(code) ?? code), code)
  }
  for (const [code, list] of Object.entries(OTHERS))
    for (const name of list.split('|')) made.set(bare(name), code)
  for (const code of CODES)
    for (const form of [code.slice(0, 2), code.slice(2, 5), code.slice(5)])
      made.set(form.toLowerCase(), code.slice(0, 2))
  known = made
  return made
}

/**
 * Returns the code of two letters of a country that is named by its code, number or name in Russian, French or
 * English. Unknown words are returned as they are, for the schema to refuse.
 */
export function countryNamed(text: string): string {
  const word = bare(text)
  // Spreadsheets take the zero off `056`.
  return names().get(/^\d{1,2}$/.test(word) ? word.padStart(3, '0') : word) ?? text.toUpperCase()
}

/** The zones of countries in which contracts are served, for a file that says no country. */
const ZONES: Record<string, string> = {
  FR: 'Europe/Paris',
  RE: 'Indian/Reunion',
  GP: 'America/Guadeloupe',
  MQ: 'America/Martinique',
  GF: 'America/Cayenne',
  YT: 'Indian/Mayotte',
  RU: 'Europe/Moscow Europe/Kaliningrad Europe/Samara Europe/Saratov Europe/Ulyanovsk Europe/Volgograd Europe/Kirov Europe/Astrakhan Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Barnaul Asia/Tomsk Asia/Novokuznetsk Asia/Krasnoyarsk Asia/Irkutsk Asia/Chita Asia/Yakutsk Asia/Khandyga Asia/Vladivostok Asia/Ust-Nera Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk Asia/Kamchatka Asia/Anadyr',
  KZ: 'Asia/Almaty Asia/Qyzylorda Asia/Qostanay Asia/Aqtobe Asia/Aqtau Asia/Atyrau Asia/Oral',
  BY: 'Europe/Minsk',
  AM: 'Asia/Yerevan',
  KG: 'Asia/Bishkek',
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  BE: 'Europe/Brussels',
  CH: 'Europe/Zurich',
  LU: 'Europe/Luxembourg',
  MC: 'Europe/Monaco',
  DE: 'Europe/Berlin',
  ES: 'Europe/Madrid',
  IT: 'Europe/Rome',
}

/** Returns the country in whose time a contract is served; null if that is not one of a few. */
export const countryOfZone = (zone: string): string | null =>
  Object.entries(ZONES).find(([, zones]) => zones.split(' ').includes(zone))?.[0] ?? null
