/** The rules of the form, without the lines that were left empty. */
export function ruleLines(form: FormData): { country: string; days: string; act: string }[] {
  const column = (name: string) => form.getAll(name).map((value) => (typeof value === 'string' ? value.trim() : ''))
  const [countries, days, acts] = [column('country'), column('days'), column('act')]
  return countries.flatMap((country, line) =>
    country === '' && (days[line] ?? '') === '' ? [] : [{ country: country.toUpperCase(), days: days[line] ?? '', act: acts[line] ?? '' }],
  )
}

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' })
export const wordsOfCountry = (country: string) => (country === '*' ? 'Everywhere else' : (names.of(country) ?? country))
