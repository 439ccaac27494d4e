import type { JobFacts, LineSpan } from '../../contract/matching'

/** What an advert's lines ask for beside skills. */
export type Requirements = Pick<JobFacts, 'lines' | 'languages' | 'education' | 'experience' | 'sponsors'>

const LINES_MAX = 60
const LINE_CHARS_MAX = 400

/**
 * Reads the lines of an advert that ask for something, and what they ask for: languages with their level, the least degree, years of work,
 * help with a permit. What the text does not say is empty or `null`. Line ids count the lines of the text from 0: `text.14`.
 */
export function readRequirements(text: string): Requirements {
  const lines = askingLines(text)
  const spanOf = (line: { id: string }, match: RegExpExecArray): LineSpan => ({
    line: line.id,
    start: match.index,
    end: match.index + match[0].length,
  })
  const found: Requirements = { lines: [], languages: [], education: null, experience: null, sponsors: null }
  for (const line of lines) {
    if (line.about !== 'other' && found.lines.length < LINES_MAX)
      found.lines.push({ id: line.id, text: line.text, isMust: line.about === 'must' })
    if (found.sponsors === null) {
      const no = NO_SPONSOR.exec(line.text)
      const yes = no === null ? SPONSOR.exec(line.text) : null
      const said = no ?? yes
      if (said) found.sponsors = { yes: no === null, at: spanOf(line, said) }
    }
    if (line.about === 'other') continue
    for (const language of languagesIn(line)) {
      if (!found.languages.some(({ code }) => code === language.code)) found.languages.push(language)
    }
    found.education ??= line.about === 'nice' ? null : degreeIn(line)
    found.experience ??= line.about === 'nice' ? null : yearsIn(line)
  }
  return found
}

interface TextLine {
  id: string
  text: string
  /** What its heading or itself makes of it: must be there, asked for, nice to have, or about something else. */
  about: 'must' | 'asked' | 'nice' | 'other'
}

function askingLines(text: string): TextLine[] {
  let about: TextLine['about'] = 'asked'
  let number = 0
  const lines: TextLine[] = []
  for (const raw of text.split('\n')) {
    const plain = raw.replace(/\*\*|__|^#+\s*/g, '').trim()
    if (plain === '') continue
    const isBullet = /^[-*•·–]\s+|^\d{1,2}[.)]\s+/.test(plain)
    const bare = plain.replace(/^[-*•·–]\s+|^\d{1,2}[.)]\s+/, '')
    const heading = isBullet || plain.length > 60 ? null : headingOf(plain, raw)
    if (heading) {
      about = heading
      number++
      continue
    }
    for (const part of isBullet ? [bare] : sentencesOf(bare)) {
      const id = `text.${number}`
      number++
      const own = part.length < 12 ? 'other' : NICE.test(part) ? 'nice' : about
      lines.push({ id, text: part.slice(0, LINE_CHARS_MAX), about: isBullet || own !== 'asked' || ASKING.test(part) ? own : 'asked' })
    }
  }
  return lines
}

function headingOf(line: string, raw: string): TextLine['about'] | null {
  const looksLikeOne = /:$/.test(line) || /^\s*(?:#|\*\*|__)/.test(raw) || (!/[.!?,;]$/.test(line) && line.split(' ').length <= 6)
  if (!looksLikeOne) return null
  if (NICE.test(line)) return 'nice'
  if (MUST_HEADING.test(line)) return 'must'
  if (OTHER_HEADING.test(line)) return 'other'
  return TASK_HEADING.test(line) ? 'asked' : /:$/.test(line) || /^\s*(?:#|\*\*|__)/.test(raw) ? 'asked' : null
}

const sentencesOf = (text: string) => text.split(/(?<=[.!?])\s+(?=[\p{Lu}\d])/u).filter((part) => part.length > 0)

const MUST_HEADING =
  /\b(?:requirements?|required|must[- ]haves?|qualifications?|what (?:we need|we expect|we ask|you (?:need|bring|have))|you (?:have|bring|are|need)|who you are|your profile|your skills|essential|about you|what we are looking for|what we look for|dein profil|ihr profil|anforderungen|profil recherche)\b/i
const NICE =
  /\b(?:nice[- ]to[- ]have|bonus|preferred|desirable|a plus|is an advantage|would be (?:great|good|welcome|an asset)|welcome but not|optional)\b/i
const OTHER_HEADING =
  /\b(?:about (?:us|the company)|benefits?|perks|we offer|what (?:we offer|you get|you will get)|our (?:values|company|team|story)|why (?:us|join)|how to apply|equal opportunit|compensation|pay|salary|wir bieten|contact|next steps|the process)\b/i
const TASK_HEADING =
  /\b(?:responsibilit|duties|what you(?:'ll| will)? do|your (?:tasks|role|work|day)|the (?:role|job|work)|tasks|aufgaben|missions?)\b/i
const ASKING = /\b(?:experience|must|need|require|able|ability|skill|knowledge|degree|licen[cs]e|certif|fluent|speak)/i

const NO_SPONSOR =
  /\b(?:no|not|cannot|can't|unable to|do not|don't|without)\b[^.]{0,40}\b(?:visa|sponsor(?:ship)?|work permits?)\b|\b(?:visa|sponsorship)\b[^.]{0,30}\bnot (?:available|offered|provided|possible)\b|\bmust (?:already )?(?:be authori[sz]ed to work|have (?:the )?right to work|hold (?:a|an|the) (?:valid )?(?:work )?permit)\b/i
const SPONSOR =
  /\b(?:visa sponsorship|sponsor (?:your |a |the )?(?:work )?(?:visas?|permits?)|help with (?:your |the )?(?:visa|work permit)|visa support)\b/i

/** Languages by name, as adverts and résumés write them, with ISO 639-1. */
const LANGUAGES: Record<string, string> = {
  english: 'en',
  englisch: 'en',
  anglais: 'en',
  german: 'de',
  deutsch: 'de',
  allemand: 'de',
  french: 'fr',
  francais: 'fr',
  français: 'fr',
  franzosisch: 'fr',
  französisch: 'fr',
  spanish: 'es',
  espanol: 'es',
  español: 'es',
  spanisch: 'es',
  italian: 'it',
  italiano: 'it',
  portuguese: 'pt',
  portugues: 'pt',
  dutch: 'nl',
  nederlands: 'nl',
  polish: 'pl',
  polski: 'pl',
  czech: 'cs',
  slovak: 'sk',
  hungarian: 'hu',
  romanian: 'ro',
  bulgarian: 'bg',
  greek: 'el',
  turkish: 'tr',
  russian: 'ru',
  ukrainian: 'uk',
  arabic: 'ar',
  hebrew: 'he',
  hindi: 'hi',
  urdu: 'ur',
  bengali: 'bn',
  tamil: 'ta',
  punjabi: 'pa',
  mandarin: 'zh',
  chinese: 'zh',
  cantonese: 'yue',
  japanese: 'ja',
  korean: 'ko',
  vietnamese: 'vi',
  thai: 'th',
  tagalog: 'tl',
  indonesian: 'id',
  malay: 'ms',
  swedish: 'sv',
  norwegian: 'no',
  danish: 'da',
  finnish: 'fi',
  estonian: 'et',
  latvian: 'lv',
  lithuanian: 'lt',
  croatian: 'hr',
  serbian: 'sr',
  swahili: 'sw',
}
const LANGUAGE = new RegExp(`\\b(?:${Object.keys(LANGUAGES).join('|')})\\b`, 'gi')
const LANGUAGE_CUE =
  /\b(?:fluen|speak|spoken|written|native|proficien|languages?|mother tongue|bilingual|conversational|business level|command of|basic|deutschkenntnisse|[ABC][12]\b)/i

/** ISO 639-1 of a language's name; `null` for one that is not known. */
export function languageCode(name: string): string | null {
  return LANGUAGES[name.trim().toLowerCase()] ?? null
}

/** 3 fluent or native, 2 good enough to work in, 1 basic; `null` when no word says how well. */
export function languageLevel(words: string): number | null {
  if (
    /\b(?:native|mother|fluen\w*|bilingual|C1|C2|business|excellent|full professional|advanced|verhandlungssicher|perfect)\b/i.test(words)
  )
    return 3
  if (/\b(?:conversational|good|working|intermediate|B1|B2|proficien\w*|limited)\b/i.test(words)) return 2
  return /\b(?:basic|beginner|elementary|A1|A2|some)\b/i.test(words) ? 1 : null
}

function languagesIn(line: TextLine): Requirements['languages'] {
  if (!LANGUAGE_CUE.test(line.text)) return []
  return [...line.text.matchAll(LANGUAGE)].flatMap((match) => {
    const code = languageCode(match[0])
    if (code === null) return []
    const end = match.index + match[0].length
    const level = languageLevel(line.text.slice(Math.max(0, match.index - 40), end + 30))
    return [{ code, level, at: { line: line.id, start: match.index, end } }]
  })
}

const DEGREES: readonly (readonly [level: number, RegExp])[] = [
  [1, /\b(?:high school diploma|secondary school|school leaving|GED|GCSEs?|A[- ]levels|abitur|baccalaur[ée]at)\b/i],
  [
    2,
    /\b(?:apprenticeship|vocational (?:training|qualification|degree|diploma)|journeyman|trade (?:school|certificate)|associate(?:'s)? degree|diploma in|NVQ|CAP|BTS|ausbildung|gesellenbrief|meister)\b/i,
  ],
  [
    3,
    /\b(?:bachelor(?:'s|s)?|b\.?sc\.?|b\.?a\.?(?= in| degree| or)|b\.?eng\.?|university degree|college degree|undergraduate degree|licence in|degree (?:in|or))\b/i,
  ],
  [
    4,
    /\b(?:master(?:'s|s)?(?= degree| of| in| or|$|,|\.|\))|m\.?sc\.?|m\.?eng\.?|mba|graduate degree|diplom(?:a d'ing)?|magister|juris doctor|j\.d\.)\b/i,
  ],
  [5, /\b(?:ph\.?d\.?|doctora(?:te|l)|doctor of|d\.?phil\.?|m\.d\.)/i],
]

/** The level of a degree as it is written, 1 to 5; `null` when none is named. */
export function degreeLevel(words: string): number | null {
  return DEGREES.findLast(([, pattern]) => pattern.test(words))?.[0] ?? null
}

/** The least degree that a line asks for: of `Bachelor or Master` the first. */
function degreeIn(line: TextLine): Requirements['education'] {
  for (const [level, pattern] of DEGREES) {
    const match = pattern.exec(line.text)
    if (!match) continue
    const orEquivalent = /\b(?:or|and\/or)\b[^.]{0,30}\b(?:equivalent|comparable|similar|experience)\b|\bequivalent\b/i.test(line.text)
    return { level, orEquivalent, at: { line: line.id, start: match.index, end: match.index + match[0].length } }
  }
  return null
}

const NUMBER_WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const YEARS = new RegExp(
  `\\b(\\d{1,2}|${NUMBER_WORDS.join('|')})\\s*(?:\\+|(?:-|–|to)\\s*\\d{1,2}\\+?)?\\s*(?:or more )?(years?|yrs|months?)\\b`,
  'i',
)

/** `3+ years of …`, `two to four years in …`: the least of them. Ages and histories of companies are told apart by what stands around. */
function yearsIn(line: TextLine): Requirements['experience'] {
  const match = YEARS.exec(line.text)
  if (!match?.[1] || !/\b(?:experience|practice|background|working|worked|as an?|in (?:a|an|the)|erfahrung)\b/i.test(line.text)) return null
  if (/\b(?:for (?:over|more than|almost)|years? ago|years? old|since|founded|contract|warranty)\b/i.test(line.text)) return null
  const count = NUMBER_WORDS.indexOf(match[1].toLowerCase()) + 1 || Number(match[1])
  const months = match[2]?.startsWith('m') ? count : count * 12
  if (months < 1 || months > 300) return null
  return { months, at: { line: line.id, start: match.index, end: match.index + match[0].length } }
}
