import { countriesOf } from '../jobs/core/regions'

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
/** Together nearly all countries; the rest stand below. */
const CONTINENTS = ['EUROPE', 'NORTH_AMERICA', 'LATAM', 'AFRICA', 'MIDDLE_EAST', 'APAC']
let codes: Map<string, string> | undefined

const US_STATES =
  'alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,florida,hawaii,idaho,illinois,indiana,iowa,kansas,kentucky,louisiana,maine,maryland,massachusetts,michigan,minnesota,mississippi,missouri,montana,nebraska,nevada,new hampshire,new jersey,new mexico,new york,north carolina,north dakota,ohio,oklahoma,oregon,pennsylvania,rhode island,south carolina,south dakota,tennessee,texas,utah,vermont,virginia,washington state,west virginia,wisconsin,wyoming,district of columbia,al,ak,az,ar,ca,co,ct,dc,de,fl,ga,hi,id,il,in,ia,ks,ky,la,me,md,ma,mi,mn,ms,mo,mt,nc,nd,ne,nh,nj,nm,nv,ny,oh,ok,or,pa,ri,sc,sd,tn,tx,ut,va,vt,wa,wi,wv,wy'
const CANADIAN_PROVINCES =
  'alberta,british columbia,manitoba,new brunswick,newfoundland and labrador,nova scotia,ontario,prince edward island,quebec,québec,saskatchewan,ab,bc,mb,nb,nl,ns,on,pe,qc,sk,yt,nt,nu'
const OTHER_NAMES: Record<string, string> = {
  usa: 'US',
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  "people's republic of china": 'CN',
  'hong kong': 'HK',
  macau: 'MO',
  turkey: 'TR',
  'czech republic': 'CZ',
  'the netherlands': 'NL',
  'ivory coast': 'CI',
  burma: 'MM',
  georgia: 'GE',
  armenia: 'AM',
  azerbaijan: 'AZ',
  'puerto rico': 'PR',
  greenland: 'GL',
}

/** The country that a place lies in, by its last part: `Austin, TX` → `US`. `null` when it names none, as `Georgia` alone, which two are. */
export function countryOf(place: string): string | null {
  const parts = place.toLowerCase().split(',')
  const last = parts.at(-1)?.trim() ?? ''
  if (last === 'georgia' && parts.length === 1) return null
  codes ??= readCodes()
  return codes.get(last) ?? null
}

function readCodes(): Map<string, string> {
  const known = new Map<string, string>()
  for (const code of CONTINENTS.flatMap(countriesOf)) {
    const name = names.of(code)
    if (name) known.set(name.toLowerCase(), code)
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) known.set(name, code)
  for (const state of CANADIAN_PROVINCES.split(',')) known.set(state, 'CA')
  for (const state of US_STATES.split(',')) known.set(state, 'US')
  return known
}
