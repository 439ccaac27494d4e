const EU = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'
const EUROPE = `${EU} GB NO CH IS LI AL AD BA BY FO GI IM JE GG MC MD ME MK RS RU SM UA VA XK AX SJ`
const NORTH_AMERICA = 'US CA MX'
const LATAM = 'MX AR BO BR CL CO CR CU DO EC SV GT HN NI PA PY PE PR UY VE HT BZ GY SR GF JM TT BB BS'
const AFRICA =
  'DZ AO BJ BW BF BI CM CV CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU MA MZ NA NE NG RW ST SN SC SL SO ZA SS SD TZ TG TN UG ZM ZW'
const MIDDLE_EAST = 'AE BH EG IL IQ IR JO KW LB OM PS QA SA SY TR YE'
const APAC = 'AU NZ JP KR CN HK TW MO SG MY ID TH VN PH IN PK BD LK NP BT MM KH LA BN MN MV FJ PG KZ UZ KG TJ TM AF'

/** Words for several countries at once, with the countries as of 2026; the EU by the Union's own list. */
const MEMBERS: Record<string, string> = {
  EU,
  EUROPE,
  EMEA: `${EUROPE} ${MIDDLE_EAST} ${AFRICA}`,
  NORTH_AMERICA,
  LATAM,
  AMERICAS: `${NORTH_AMERICA} ${LATAM}`,
  APAC,
  DACH: 'DE AT CH',
  NORDICS: 'DK FI IS NO SE FO AX',
  AFRICA,
  MIDDLE_EAST,
}

/**
 * The regions whose remote jobs somebody living in a country may take: the country, every region of `remoteRegions` that holds it, `WORLDWIDE` last.
 * @param country ISO 3166 alpha-2, upper case
 */
export function regionsOf(country: string): string[] {
  const regions = Object.keys(MEMBERS).filter((region) => MEMBERS[region]?.split(' ').includes(country))
  return [country, ...regions, 'WORLDWIDE']
}

/** The countries of a region, ISO 3166 alpha-2; none for a word that is no region. */
export function countriesOf(region: string): string[] {
  return MEMBERS[region]?.split(' ') ?? []
}
