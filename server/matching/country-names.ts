import { countriesOf } from '../jobs/core/regions'

const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** The English name of a country, lower-case: `FR` → `france`. `null` for what is none. */
export function countryName(code: string): string | null {
  return /^[A-Z]{2}$/.test(code) ? (NAMES.of(code)?.toLowerCase() ?? null) : null
}

/** The names of the countries of the European Union, lower-case. */
export function countryNamesOfUnion(): string[] {
  return countriesOf('EU').flatMap((code) => countryName(code) ?? [])
}

const STATES = new Set(
  'al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy'.split(
    ' ',
  ),
)

/** A place for comparing: lower-case, its country last also where a state stands for it: `Austin, TX` → `austin, tx, united states`. */
export function placeKey(place: string): string {
  const key = place.toLowerCase().slice(0, 280)
  const last = key.split(', ').at(-1) ?? ''
  return key.includes(', ') && STATES.has(last) ? `${key}, united states` : key
}
