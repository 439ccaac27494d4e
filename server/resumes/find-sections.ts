import type { ReadSection, ResumeSection } from '../../contract/resumes'
import type { Line } from './spans'

/** A part of the résumé with its lines, without its heading. */
export interface Section extends ReadSection {
  lines: Line[]
}

/** Headings by what they announce, folded. English, German, French and Spanish. */
const HEADINGS: Record<Exclude<ResumeSection, 'basics' | 'other'>, string> = {
  summary:
    'summary|professional summary|career summary|executive summary|profile|professional profile|personal profile|about|about me|objective|career objective|professional objective|personal statement|overview|background, objective|profil|über mich|zusammenfassung|kurzprofil|à propos|résumé professionnel|perfil|perfil profesional|resumen',
  work: 'experience|work experience|professional experience|employment|employment history|work history|career history|relevant experience|professional background|industry experience|job experience|positions held|internship|internships|internship experience|professional experience & internships|employment experience|berufserfahrung|beruflicher werdegang|berufspraxis|praktika|expérience|expériences|expérience professionnelle|expériences professionnelles|experiencia|experiencia laboral|experiencia profesional|organisational experience|organizational experience|career|work',
  volunteer:
    'volunteer|volunteering|volunteer experience|volunteer work|volunteering experience|community service|community involvement|ehrenamt|ehrenamtliches engagement|bénévolat|voluntariado',
  education:
    'education|academic background|academic qualifications|academic qualification|educational qualification|educational qualifications|educational background|education and training|education & training|qualifications|academics|academia|academic details|academic history|studies|schooling|ausbildung|studium|bildungsweg|ausbildung und studium|bildung|formation|éducation|études|educación|formación|formación académica|estudios',
  awards:
    'awards|honors|honours|awards and honors|honors and awards|honors & awards|awards & honors|awards and achievements|awards & achievements|achievements|accomplishments|key achievements|recognition|scholarships|auszeichnungen|preise|prix|distinctions|premios',
  certificates:
    'certifications|certification|certificates|licenses|licences|certifications/licenses|licenses and certifications|licenses & certifications|certifications and licenses|certifications & licenses|professional certifications|courses and certifications|zertifikate|zertifizierungen|certificats|certificaciones|certificados|technical certifications',
  publications: 'publications|papers|selected publications|research publications|patents|veröffentlichungen|publikationen|publicaciones',
  skills:
    'skills|technical skills|key skills|core skills|professional skills|skill set|skills set|technical skill set|it skills|computer skills|soft skills|skills & abilities|skills and abilities|skill highlights|skills summary|core competencies|competencies|areas of expertise|expertise|technical expertise|technical proficiency|technologies|tools|tools and technologies|highlights|core qualifications|key competencies|technical competencies|technical knowledge|technical summary|kenntnisse|fähigkeiten|kompetenzen|it-kenntnisse|edv-kenntnisse|compétences|compétences techniques|habilidades|competencias|strengths|key strengths|area of expertise|software skills|key technical skills|it proficiency|skills profile',
  languages: 'languages|language skills|languages known|known languages|sprachen|sprachkenntnisse|langues|idiomas|linguistic skills',
  interests:
    'interests|hobbies|hobbies and interests|interests and hobbies|hobbies & interests|personal interests|area of interest|areas of interest|interessen|hobbys|centres d’intérêt|loisirs|intereses|activities|extracurricular activities|extra curricular activities|extra-curricular activities',
  references: 'references|referees|referenzen|références|referencias|reference',
  projects:
    'projects|personal projects|project experience|key projects|selected projects|side projects|academic projects|project details|projects undertaken|open source|projekte|projets|proyectos|professional projects',
}

const OTHER =
  'additional information|additional details|other qualifications|personal details|personal information|personal data|personal dossier|contact|contact details|contact information|contact me|kontakt|links|groups|affiliations|memberships|professional affiliations|declaration|military service|training|trainings|job description|roles and responsibilities|responsibilities|sonstiges|persönliche daten|kontaktdaten|datos personales|coordonnées|contacto|security clearance|clearance'

const BY_HEADING = new Map<string, ResumeSection>([
  ...Object.entries(HEADINGS).flatMap(([section, words]) => words.split('|').map((word) => [word, section as ResumeSection] as const)), // the keys are sections
  ...OTHER.split('|').map((word) => [word, 'other'] as const),
])

const HEADING_CHARS_MAX = 60
/** Words that begin a longer heading: `Work Experience and Internships`. */
const STEMS: [RegExp, ResumeSection][] = [
  [/\b(?:work|professional|employment|career)\b.*\b(?:experience|history)\b/, 'work'],
  [/\b(?:technical|computer|key|core|professional) (?:skills?|competenc|expertise|proficienc)/, 'skills'],
  [/^education(?:al)?\b/, 'education'],
  [/\bcertificat(?:es|ions?)\b/, 'certificates'],
  [/\b(?:awards?|honou?rs)\b/, 'awards'],
]

/** What a job is told by, line by line: `Technologies: …` under a job does not end the part with the jobs. */
const SAID_OF_JOBS =
  /^(?:technologies|tools|tools and technologies|tools used|highlights|(?:key )?achievements|accomplishments|(?:roles and |key )?responsibilities|job description)$/

/** The parts of a text by its headings, in order; what stands before the first is `basics`. */
export function findSections(text: string, lines: Line[]): Section[] {
  const sections: Section[] = [{ section: 'basics', heading: null, start: 0, end: text.length, confidenceRatio: 0.9, lines: [] }]
  lines.forEach((line, at) => {
    const open = sections.at(-1)
    const found = headingOf(line, at, lines, open?.section)
    if (!open) return
    if (!found) {
      open.lines.push(line)
      return
    }
    open.end = line.start
    sections.push({
      section: found.section,
      heading: line.text.replace(/[:\s]+$/, ''),
      start: line.start,
      end: text.length,
      confidenceRatio: found.confidenceRatio,
      lines: [],
    })
    // `Skills: Java, SQL` on one line: what follows the colon belongs to the part.
    const rest = found.restAt === null ? null : { ...line, start: line.start + found.restAt, text: line.text.slice(found.restAt) }
    if (rest && rest.text.trim() !== '')
      sections
        .at(-1)
        ?.lines.push({ ...rest, text: rest.text.trimStart(), start: rest.start + rest.text.length - rest.text.trimStart().length })
  })
  return sections
}

function headingOf(
  line: Line,
  at: number,
  lines: Line[],
  open: ResumeSection | undefined,
): { section: ResumeSection; confidenceRatio: number; restAt: number | null } | null {
  const { text } = line
  const folded = fold(text)
  const exact = text.length <= HEADING_CHARS_MAX ? BY_HEADING.get(folded) : undefined
  const isLoud = /\p{Lu}{3}/u.test(text) && !/\p{Ll}/u.test(text)
  if (exact) {
    if (open === 'work' && exact === 'other' && SAID_OF_JOBS.test(folded)) return null
    // A lower-case word alone in the middle of prose is no heading.
    if (!isLoud && !line.isAfterBlank && !/^\p{Lu}/u.test(text)) return null
    if (line.isBullet && !isLoud) return null
    return { section: exact, confidenceRatio: isLoud || line.isAfterBlank ? 0.95 : 0.8, restAt: null }
  }
  const colon = text.indexOf(':')
  if (colon > 0 && colon < 40 && line.isAfterBlank && !line.isBullet) {
    const label = fold(text.slice(0, colon))
    const before = BY_HEADING.get(label)
    const isOfJob = open === 'work' && SAID_OF_JOBS.test(label)
    if (before && before !== 'other' && before !== 'work' && !isOfJob) return { section: before, confidenceRatio: 0.6, restAt: colon + 1 }
  }
  const next = lines[at + 1]
  if (isLoud && text.length <= HEADING_CHARS_MAX && line.isAfterBlank && next && !/[,.]$/.test(text)) {
    const stem = STEMS.find(([words]) => words.test(folded))
    if (stem) return { section: stem[1], confidenceRatio: 0.75, restAt: null }
  }
  return null
}

function fold(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[’']/g, '’')
      .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
      .replace(/\s+/g, ' ')
      // L E T T E R S set apart.
      .replace(/^(?:\p{L} )+\p{L}$/u, (spaced) => spaced.replaceAll(' ', ''))
  )
}
