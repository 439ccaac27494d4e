/** Words by which a piece of a line is recognised. Plain lists: what they do not hold is decided by where a piece stands. */

const words = (list: string) => new RegExp(`(?<![\\p{L}])(?:${list})(?![\\p{L}])`, 'iu')

export const TITLE_WORDS = words(
  'engineer|engineering lead|developer|programmer|analyst|manager|consultant|architect|administrator|admin|designer|director|officer|specialist|assistant|associate|coordinator|co-?ordinator|executive|supervisor|lead|leader|head|intern|internship|trainee|apprentice|clerk|accountant|auditor|teacher|tutor|lecturer|professor|instructor|trainer|coach|nurse|doctor|physician|therapist|pharmacist|technician|mechanic|electrician|operator|driver|chef|cook|waiter|waitress|bartender|barista|cashier|salesperson|sales representative|representative|agent|broker|advisor|adviser|counsel|attorney|lawyer|paralegal|advocate|secretary|receptionist|writer|editor|journalist|reporter|producer|photographer|artist|animator|illustrator|musician|scientist|researcher|fellow|chemist|biologist|statistician|economist|planner|strategist|recruiter|buyer|merchandiser|stylist|tester|qa|sme|expert|master|owner|partner|founder|co-?founder|president|chairman|ceo|cto|cfo|coo|cio|vp|evangelist|librarian|curator|guard|inspector|surveyor|welder|carpenter|plumber|painter|foreman|superintendent|pilot|attendant|steward|stewardess|captain|sergeant|soldier|banker|teller|underwriter|treasurer|controller|bookkeeper|processor|dba|team member|freelancer|contractor|volunteer|member|fresher|job|dispatcher|estimator|caregiver|nanny|babysitter|housekeeper|janitor|entwickler(?:in)?|ingenieur(?:in)?|leiter(?:in)?|berater(?:in)?|praktikant(?:in)?|werkstudent(?:in)?|sachbearbeiter(?:in)?|kaufmann|kauffrau|lehrer(?:in)?|pfleger(?:in)?|ärztin|arzt|développeu(?:r|se)|ingénieure?|responsable|chargée? de|directeur|directrice|stagiaire|vendeu(?:r|se)|ingeniero|ingeniera|desarrollador(?:a)?|gerente|profesor(?:a)?|enfermer[ao]',
)

export const COMPANY_WORDS = words(
  'inc|ltd|limited|llc|llp|plc|corp|corporation|company|co|pvt|private limited|gmbh|ag|kg|se|ug|bv|nv|sarl|sas|s\\.a|spa|oy|ab|as|group|holdings?|technologies|technology|systems|solutions|services|software|labs?|laboratories|consulting|consultancy|partners|associates|industries|enterprises?|international|global|bank|insurance|hospital|clinic|restaurant|hotel|university|college|school|institute|ministry|department|foundation|agency|studios?|media|airlines|airways|logistics|motors|pharma|council|stiftung|universität|klinikum|verlag',
)

export const DEGREE_WORDS = words(
  "b\\.?\\s?tech(?:nology)?|m\\.?\\s?tech|b\\.?\\s?e|m\\.?\\s?e|b\\.?\\s?sc|m\\.?\\s?sc|b\\.?\\s?s|m\\.?\\s?s|b\\.?\\s?a|m\\.?\\s?a|b\\.?\\s?com|m\\.?\\s?com|bba|mba|bca|mca|pgdm|pgdba|pgd|bbm|bms|tybms|tybcom|b\\.?\\s?ed|m\\.?\\s?ed|b\\.?\\s?arch|m\\.?\\s?arch|b\\.?\\s?pharm|m\\.?\\s?pharm|ll\\.?b|ll\\.?m|mbbs|md|jd|ph\\.?\\s?d|d\\.?\\s?phil|mphil|m\\.?\\s?phil|bachelor(?:['’]?s)?(?: degree)?|master(?:['’]?s)?(?: degree)?|doctor(?:ate)?|associate(?:['’]?s)?(?: degree| of)|diploma|post ?graduat(?:e|ion)|graduat(?:e|ion)|undergraduate|degree|h\\.?s\\.?c|s\\.?s\\.?c|s\\.?s\\.?l\\.?c|hslc|cbse|icse|isc|puc|p\\.?u\\.?c|pre[- ]university|intermediate|matric(?:ulation)?|secondary|senior secondary|higher secondary|high school diploma|ged|10th|12th|10\\+2|xth|xiith|xii|tenth|twelfth|a-?levels?|gcse|abitur|fachhochschulreife|magister|staatsexamen|promotion|ausbildung zu[mr]|licence|baccalauréat|bac\\+\\d|licenciatura|grado|certificate|certification|btec|hnc|hnd|engineering degree|b\\.?c\\.?s|b\\.?v\\.?sc|b\\.?f\\.?a|m\\.?f\\.?a|c\\.?a|c\\.?s|icwa|state board|board",
)

export const SCHOOL_WORDS = words(
  'university|univ|college|colleges|cllg|institute|institution|insitute|institue|school|academy|polytechnic|faculty|iit|nit|iiit|iim|mit|vidyalaya|vidyapeeth|vidya|mandir|convent|campus|universität|hochschule|fachhochschule|schule|gymnasium|université|école|lycée|universidad|escuela|instituto|università|politecnico|universiteit|uniwersytet|jntu|vtu|council of|gurukul|ecole',
)

/** `Bengaluru, Karnataka`, `San Jose, CA`, `Berlin, Germany`. */
export const PLACE =
  /^\p{Lu}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*){0,3},\s*\p{Lu}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*){0,2}(?:,\s*\p{Lu}[\p{L} ]{1,30})?$/u

/** A sentence or a piece of one, not a name. */
export function isProse(text: string): boolean {
  return (
    text.length > 110 ||
    /[.!?]$/.test(text.replace(/\b(?:inc|ltd|co|corp|pvt|b\.?a|m\.?a|b\.?e|b\.?sc|m\.?sc|st|jr|sr|llc|s\.?a|u\.?s|ph\.?d|c)\.$/i, '')) ||
    text.split(/\s+/).length > 16
  )
}
