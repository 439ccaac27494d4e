import type { Criterion } from '../../../contract/fairness'

/** Why a criterion may not be used, and what may be asked instead. */
export interface CriterionFault {
  rule: string
  /** The words that are meant. */
  words: string
  message: string
}

interface CriterionRule {
  rule: string
  /** Where it holds: everywhere, or under these jurisdictions and all within them. */
  within?: readonly string[]
  pattern: RegExp
  because: string
  instead: string
}

/**
 * What nobody may be judged by, and what stands for it in disguise. English and German: a list of words is honest only in a language that somebody wrote it for.
 * Protected: Title VII (42 U.S.C. 2000e-2), ADEA (29 U.S.C. 623), ADA (42 U.S.C. 12112), Directive 2000/78/EC and AGG § 1.
 */
const RULES: readonly CriterionRule[] = [
  {
    rule: 'age',
    pattern:
      /(?<!\p{L})(?:age|aged|ages|years old|years of age|young|younger|youthful|older than|elderly|digital natives?|recent (?:college |university )?graduates?|new grads?|millennials?|gen(?:eration)? ?z|overqualified|alter|altersgrenze|jung|junge[rs]?|jünger|jährige?r?|berufsanfänger(?:in)?|überqualifiziert)(?!\p{L})/iu,
    because: 'Age may not decide, nor what stands for it.',
    instead: 'Ask for what somebody can do: “plans a shift of six people alone”.',
  },
  {
    rule: 'birth-date',
    pattern: /(?<!\p{L})(?:birth ?dates?|dates? of birth|birthdays?|birth year|year of birth|geburts(?:datum|tag|jahr))(?!\p{L})/iu,
    because: 'A birth date says an age, and nothing about work.',
    instead: 'Where the law asks for a minimum age, check it after the offer.',
  },
  {
    rule: 'graduation-year',
    pattern:
      /(?<!\p{L})(?:graduation (?:year|date)|year of graduation|graduated (?:in|after|since|before) (?:19|20)\d{2}|class of (?:19|20)\d{2}|abschluss(?:jahr| (?:nach|seit|ab) (?:19|20)\d{2}))(?!\p{L})/iu,
    because: 'The year of a degree stands for an age.',
    instead: 'Ask for the degree, or for what it shows that somebody can do.',
  },
  {
    rule: 'sex',
    pattern:
      /(?<!\p{L})(?:sex|gender(?! (?:studies|equality|medicine|mainstreaming))|males?|females?|man|men|woman|women|girls?|boys?|ladies|gentlemen|männlich\p{L}*|weiblich\p{L}*|geschlecht|mann|männer|frau|frauen(?!arzt|ärztin|heilkunde|klinik|haus))(?!\p{L})/iu,
    because: 'Sex and gender may not decide.',
    instead: 'Name the task: “lifts 20 kg”, “counsels patients”.',
  },
  {
    rule: 'family',
    pattern:
      /(?<!\p{L})(?:married|unmarried|marital|single|pregnan\p{L}+|childless|children of (?:their|her|his) own|no (?:kids|children)|family status|kinderlos\p{L}*|ledig|verheiratet|schwanger\p{L}*|familienstand|kinderwunsch)(?!\p{L})/iu,
    because: 'Marriage, children and pregnancy may not decide.',
    instead: 'Name the hours: “works two evenings a week”.',
  },
  {
    rule: 'origin',
    pattern:
      /(?<!\p{L})(?:nationality|citizenship|citizens?|ethnic\p{L}*|race|racial|skin colou?r|country of birth|place of birth|immigrants?|foreigners?|foreign accent|accent[- ]free|without (?:an )?accent|canadian experience|local experience|staatsangehörigkeit|nationalität|staatsbürger\p{L}*|herkunft|ausländer\p{L}*|akzentfrei|ohne akzent|geburtsort|hautfarbe)(?!\p{L})/iu,
    because: 'Origin and nationality may not decide.',
    instead: 'Ask for “may work in this country”.',
  },
  {
    rule: 'native-speaker',
    pattern:
      /(?<!\p{L})(?:native(?:[- ]level)?[- ](?:\p{L}+ )?speakers?|native (?:english|german|french|spanish|italian|dutch)|mother tongue|muttersprach\p{L}*)(?!\p{L})/iu,
    because: 'Where somebody was born says nothing about how well they speak.',
    instead: 'Ask for a level: “fluent in German” or “German, C1”.',
  },
  {
    rule: 'belief',
    pattern:
      /(?<!\p{L})(?:religio\p{L}+|christians?|muslims?|jewish|catholics?|hindus?|atheists?|church member\p{L}*|headscar(?:f|ves)|kopftuch|konfession\p{L}*|religion\p{L}*|weltanschauung)(?!\p{L})/iu,
    because: 'Belief may not decide.',
    instead: 'Name the hours or the task that is meant.',
  },
  {
    rule: 'disability',
    pattern:
      /(?<!\p{L})(?:disabilit\p{L}+|disabled|able[- ]bodied|healthy|good health|mental(?:ly)? (?:ill\p{L}*|fit)|medical history|sick days|behinder\p{L}+|schwerbehindert\p{L}*|gesund|krankentage|krankheitstage)(?!\p{L})/iu,
    because: 'Health and disability may not decide.',
    instead: 'Name the task, with help where it is needed: “carries 15 kg, with a lift where there is one”.',
  },
  {
    rule: 'looks',
    pattern:
      /(?<!\p{L})(?:photos?|photographs?|pictures? of (?:the )?(?:candidate|applicant)|headshots?|good[- ]looking|attractive(?! (?:designs?|displays?|offers?))|appearance|lichtbild|bewerbungsfoto|fotos?|aussehen|gepflegtes äußeres)(?!\p{L})/iu,
    because: 'A photo shows age, sex and origin at once.',
    instead: 'Ask for samples of the work.',
  },
  {
    rule: 'name',
    pattern: /(?<!\p{L})(?:foreign[- ]sounding|(?:first|last|family|sur)[ -]?names?|vornamen?|nachnamen?)(?!\p{L})/iu,
    because: 'A name stands for origin and sex.',
    instead: 'Leave it out, and read the work.',
  },
  {
    rule: 'place-of-living',
    pattern:
      /(?<!\p{L})(?:post ?codes?|postal codes?|zip ?codes?|neighbou?rhoods?|home address|lives? (?:near|close|within)|postleitzahl(?:en)?|plz|wohnort|wohnhaft|wohngegend)(?!\p{L})/iu,
    because: 'Where somebody lives stands for origin and income.',
    instead: 'Ask for “can be at the site by 6:00”.',
  },
  {
    rule: 'school-prestige',
    pattern:
      /(?<!\p{L})(?:ivy league|elite (?:school|university|universities|college)s?|top[- ](?:tier |\d+ )?(?:school|university|universities|college)s?|prestigious (?:school|university|universities|college)s?|oxbridge|target schools?|russell group|elite[- ]?(?:uni|universität|hochschule)\p{L}*|renommierte[nr]? (?:uni|universität|hochschule)\p{L}*)(?!\p{L})/iu,
    because: 'The name of a school stands for the income of a family.',
    instead: 'Ask for the degree, or for the skill that it should show.',
  },
  {
    rule: 'gaps',
    pattern:
      /(?<!\p{L})(?:(?:no |without )?(?:employment |career |cv |résumé |resume )?gaps?(?= in (?:the |their )?(?:cv|résumé|resume|employment|career)|s?$)|career breaks?|uninterrupted (?:career|employment)|currently employed|no unemployment|lückenlos\p{L}*|lebenslauflücken?|lücken im lebenslauf|in ungekündigter stellung)(?!\p{L})/iu,
    because: 'Gaps stand for children, care and illness.',
    instead: 'Ask for how long somebody has done the work in all.',
  },
  {
    rule: 'culture-fit',
    pattern:
      /(?<!\p{L})(?:cultur(?:e|al) fit|fits? (?:in )?(?:our|the) culture|someone like us|passt menschlich|kulturelle[rn]? (?:fit|passung))(?!\p{L})/iu,
    because: 'Nobody can say what it measures, so that it measures likeness.',
    instead: 'Name the way of working: “gives and takes feedback in writing”.',
  },
  {
    rule: 'union',
    pattern: /(?<!\p{L})(?:trade union|union members?(?:hip)?|gewerkschaft\p{L}*|betriebsrat\p{L}*)(?!\p{L})/iu,
    because: 'Being in a union may not decide.',
    instead: 'Leave it out.',
  },
  {
    rule: 'salary-history',
    within: ['US-NY', 'US-NYC', 'US-CA', 'US-CO', 'US-WA', 'EU'],
    pattern:
      /(?<!\p{L})(?:salary history|(?:current|previous|last|prior) (?:salary|pay|wages?)|bisherige[snr]? gehalt|letztes gehalt)(?!\p{L})/iu,
    because: 'The law of this place forbids asking what somebody earned.',
    instead: 'State the pay of the job.',
  },
  {
    rule: 'criminal-record',
    within: ['US-NY', 'US-NYC', 'US-CA', 'US-CO', 'US-WA'],
    pattern: /(?<!\p{L})(?:criminal (?:record|history|background)|no convictions?|clean record)(?!\p{L})/iu,
    because: 'The law of this place lets it be looked at after an offer, and never as a criterion before.',
    instead: 'Leave it out, and check after the offer where the law asks for it.',
  },
  {
    rule: 'credit-history',
    within: ['US-NYC', 'US-CA', 'US-CO', 'US-WA'],
    pattern: /(?<!\p{L})(?:credit (?:history|score|report|rating))(?!\p{L})/iu,
    because: 'The law of this place forbids deciding by somebody’s credit.',
    instead: 'Leave it out.',
  },
]

/**
 * What is wrong with criteria, by their place in the list; an empty map: nothing that these rules know. A list of words finds what is named, not what is meant:
 * the people who fix criteria answer for them.
 */
export function findCriteriaFaults(
  criteria: readonly Criterion[],
  { jurisdiction, isInEuropeanUnion }: { jurisdiction: string | null; isInEuropeanUnion: boolean },
): Map<number, CriterionFault> {
  const holds = ({ within }: CriterionRule) =>
    within === undefined || within.some((place) => (place === 'EU' ? isInEuropeanUnion : place === jurisdiction))
  return new Map(
    criteria.flatMap(({ text }, index) => {
      const fault = findFault(text, RULES.filter(holds))
      return fault ? [[index, fault] as const] : []
    }),
  )
}

/** What is wrong with words that are used for every place; `null`: nothing that these rules know. */
export const findWordFault = (text: string): CriterionFault | null => findFault(text, RULES)

function findFault(text: string, rules: readonly CriterionRule[]): CriterionFault | null {
  for (const { rule, pattern, because, instead } of rules) {
    const found = pattern.exec(text)?.[0]
    if (found !== undefined) return { rule, words: found, message: `“${found}”: ${because} ${instead}` }
  }
  return null
}
