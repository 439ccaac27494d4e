import { DEFAULT_WEIGHTS, type MatchWeights, type MatchWishes, SetMatchSettings, WEIGHED } from '../../contract/matching'
import { COUNTRIES } from '../jobs/countries'

/** What a form of the page asks to be kept; `null` when it is not one of ours. Fields that are wrong are named. */
export function readSettingsForm(form: FormData): { settings: SetMatchSettings | null; fields: Record<string, string> } {
  const given = givenBy(form)
  if (given === null) return { settings: null, fields: {} }
  if ('fields' in given) return { settings: null, fields: given.fields }
  const read = SetMatchSettings.safeParse(given)
  if (read.success) return { settings: read.data, fields: {} }
  return {
    settings: null,
    fields: Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[1] ?? path[0] ?? ''), message])),
  }
}

type Given = { weights: unknown } | { wishes: unknown } | { resumeId: unknown } | { fields: Record<string, string> }

function givenBy(form: FormData): Given | null {
  switch (form.get('intent')) {
    case 'weights':
      return { weights: readWeights(form) }
    case 'resume':
      return { resumeId: textOf(form, 'resumeId') || null }
    case 'wishes': {
      const { permits, unknown } = readCountries(textOf(form, 'permits'))
      if (unknown.length > 0) return { fields: { permits: `No country is called ${unknown.join(', ')}. Write its English name.` } }
      const livesIn = readCountries(textOf(form, 'livesIn'))
      if (livesIn.unknown.length > 0)
        return { fields: { livesIn: `No country is called ${livesIn.unknown.join(', ')}. Write its English name.` } }
      const [payFloor, payWanted] = [readAmount(form, 'payFloor'), readAmount(form, 'payWanted')]
      const currency = textOf(form, 'currency').toUpperCase() || null
      if ((payFloor !== null || payWanted !== null) && currency === null)
        return { fields: { currency: 'Say in which currency, such as EUR.' } }
      return {
        wishes: {
          titles: linesOf(form, 'titles'),
          places: linesOf(form, 'places'),
          isPlaceLimit: form.get('isPlaceLimit') === 'on',
          livesIn: livesIn.permits[0] ?? null,
          permits,
          remote: form.getAll('remote'),
          types: form.getAll('types'),
          isTypeLimit: form.get('isTypeLimit') === 'on',
          seniority: form.getAll('seniority'),
          currency,
          payFloor,
          payWanted,
        },
      }
    }
    default:
      return null
  }
}

function readWeights(form: FormData): MatchWeights {
  const read = WEIGHED.map((name) => [name, Math.round(Number(form.get(name) ?? DEFAULT_WEIGHTS[name]))] as const)
  // One entry for each name there is, so this is the whole record.
  return Object.fromEntries(read) as MatchWeights
}

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '').trim()
const linesOf = (form: FormData, name: string) => [
  ...new Set(
    textOf(form, name)
      .split(/[\n;]/)
      .map((line) => line.trim())
      .filter(Boolean),
  ),
]

function readAmount(form: FormData, name: string): number | null {
  const text = textOf(form, name).replace(/[\s.,’']/g, '')
  return text === '' ? null : Number(text)
}

/** Countries by their English names or codes, parted by commas, lines or semicolons; `EU` for the Union. */
function readCountries(text: string): { permits: string[]; unknown: string[] } {
  const permits: string[] = []
  const unknown: string[] = []
  for (const part of text.split(/[,;\n]/).map((each) => each.trim())) {
    if (part === '') continue
    const isUnion = /^(?:EU|European Union)$/i.test(part)
    const country = COUNTRIES.find(({ code, name }) => name.toLowerCase() === part.toLowerCase() || code === part.toUpperCase())
    const code = isUnion ? 'EU' : country?.code
    if (code === undefined) unknown.push(part)
    else if (!permits.includes(code)) permits.push(code)
  }
  return { permits, unknown }
}

/** A list of countries as the form shows it. */
export const countryList = (codes: MatchWishes['permits']) =>
  codes.map((code) => (code === 'EU' ? 'European Union' : (COUNTRIES.find((country) => country.code === code)?.name ?? code))).join(', ')
