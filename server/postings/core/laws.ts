/** Places whose law asks an advert for something, as a form offers them; `jurisdiction` of a posting is one of these or any other country. */
export const JURISDICTIONS = [
  { code: 'CA-ON', name: 'Canada: Ontario' },
  { code: 'US-NY', name: 'United States: New York State' },
  { code: 'US-NYC', name: 'United States: New York City' },
  { code: 'US-CA', name: 'United States: California' },
  { code: 'US-CO', name: 'United States: Colorado' },
  { code: 'US-WA', name: 'United States: Washington' },
] as const

/** Countries of the European Union: the directive on pay transparency is theirs. */
export const EU_COUNTRIES = [
  ...['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL'],
  ...['PT', 'RO', 'SE', 'SI', 'SK'],
] as const

export interface Law {
  /** As a finding names it. */
  name: string
  /** From this day on, `YYYY-MM-DD`; before it nothing is said. */
  inForce: string
  source: string
}

/** Every law that a rule goes by. `docs/posting-rules.md` says what is read out of each. */
export const LAWS = {
  ontario: {
    name: 'Ontario Employment Standards Act, 2000, Part III.1, and O. Reg. 476/24',
    inForce: '2026-01-01',
    source: 'https://www.ontario.ca/laws/regulation/240476',
  },
  eu: {
    name: 'Directive (EU) 2023/970, Article 5',
    inForce: '2026-06-07',
    source: 'https://eur-lex.europa.eu/eli/dir/2023/970/oj',
  },
  newYork: {
    name: 'New York Labor Law § 194-b',
    inForce: '2023-09-17',
    source: 'https://www.nysenate.gov/legislation/laws/LAB/194-B',
  },
  newYorkCity: {
    name: 'New York City Administrative Code § 8-107(32)',
    inForce: '2022-11-01',
    source: 'https://www.nyc.gov/site/cchr/media/pay-transparency.page',
  },
  newYorkCityTools: {
    name: 'New York City Local Law 144 of 2021',
    inForce: '2023-07-05',
    source: 'https://www.nyc.gov/site/dca/about/automated-employment-decision-tools.page',
  },
  california: {
    name: 'California Labor Code § 432.3',
    inForce: '2023-01-01',
    source: 'https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=LAB&sectionNum=432.3',
  },
  colorado: {
    name: 'Colorado Revised Statutes § 8-5-201',
    inForce: '2021-01-01',
    source: 'https://cdle.colorado.gov/dlss/epew',
  },
  washington: {
    name: 'Revised Code of Washington § 49.58.110',
    inForce: '2023-01-01',
    source: 'https://app.leg.wa.gov/rcw/default.aspx?cite=49.58.110',
  },
  ageUnitedStates: {
    name: 'Age Discrimination in Employment Act, 29 U.S.C. § 623(e)',
    inForce: '1967-12-15',
    source: 'https://www.eeoc.gov/statutes/age-discrimination-employment-act-1967',
  },
  titleSeven: {
    name: 'Civil Rights Act of 1964, Title VII, 42 U.S.C. § 2000e-3(b)',
    inForce: '1965-07-02',
    source: 'https://www.eeoc.gov/statutes/title-vii-civil-rights-act-1964',
  },
  equalEmployment: {
    name: 'Directive 2000/78/EC',
    inForce: '2003-12-02',
    source: 'https://eur-lex.europa.eu/eli/dir/2000/78/oj',
  },
} as const satisfies Record<string, Law>
