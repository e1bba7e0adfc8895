/** How numbers of the countries that we serve are written there. Spaces do not break. */
const FORMS: [RegExp, string][] = [
  [/^\+7(\d{3})(\d{3})(\d\d)(\d\d)$/, '+7\u00a0$1\u00a0$2-$3-$4'],
  [/^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '+33\u00a0$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5'],
]

/** Writes a telephone number (E.164) as people read it. A number of another country stays as it is. */
export function phoneText(number: string): string {
  const [form, text] = FORMS.find(([known]) => known.test(number)) ?? []
  return form && text ? number.replace(form, text) : number
}
