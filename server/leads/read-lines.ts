import type { Word } from '../skills/read-words'

/** Words `from` (inclusive) to `to` (exclusive) of a post. */
export interface WordRange {
  from: number
  to: number
}

export interface PostLine extends WordRange {
  /** What a line such as `Salary: 50k` is about, when its label is known. */
  label: LineLabel | null
  /** Where the text after the label starts; `from` when there is no label. */
  bodyFrom: number
  /** Part of the headline of the post: the first line, and short or barred lines right below. */
  isHeadline: boolean
  isBullet: boolean
}

export type LineLabel = 'company' | 'title' | 'place' | 'remote' | 'pay' | 'type' | 'skills' | 'apply' | 'other'

const HEADLINE_LINES_MAX = 4
const HEADLINE_WORDS_MAX = 60

/** Cuts a post into its lines and says what each is for. */
export function readLines(words: Word[]): PostLine[] {
  const lines: PostLine[] = []
  let from = 0
  while (from < words.length) {
    let to = from + 1
    while (to < words.length && !words[to]?.isLineStart) to++
    lines.push(readLine(words, from, to, lines))
    from = to
  }
  return lines
}

function readLine(words: Word[], from: number, to: number, before: PostLine[]): PostLine {
  let at = from
  while (at < to && words[at]?.kind === 'mark' && words[at]?.key !== '(' && words[at]?.key !== '$' && words[at]?.key !== '@') at++
  const isBullet =
    at > from ||
    (words[at]?.kind === 'number' &&
      (words[at + 1]?.key === '.' || words[at + 1]?.key === ')') &&
      words[at + 1]?.isAttached === true &&
      words[at + 2]?.isAttached === false)
  const { label, bodyFrom } = readLabel(words, at < to ? at : from, to)
  const previous = before.at(-1)
  const isFirst = previous === undefined
  const hasBar = findSeparator(words, from, Math.min(to, from + HEADLINE_WORDS_MAX)) < to
  const isHeadline =
    isFirst ||
    (previous.isHeadline &&
      before.length < HEADLINE_LINES_MAX &&
      !isBullet &&
      to - from <= HEADLINE_WORDS_MAX &&
      (hasBar || to - from <= 10) &&
      label === null)
  return { from, to, label, bodyFrom, isHeadline, isBullet }
}

function findSeparator(words: Word[], from: number, to: number): number {
  for (let at = from; at < to; at++) if (words[at]?.key === '|' || words[at]?.key === '•') return at
  return words.length
}

/**
 * The parts of a headline: cut at bars, dots, spaced dashes and semicolons outside of brackets.
 */
export function splitHeadline(words: Word[], line: WordRange): WordRange[] {
  const parts: WordRange[] = []
  let from = line.from
  let depth = 0
  for (let at = line.from; at < line.to; at++) {
    const word = words[at]
    if (word === undefined) break
    if (word.kind !== 'mark') continue
    if (word.key === '(' || word.key === '[') depth++
    else if ((word.key === ')' || word.key === ']') && depth > 0) depth--
    if (word.key === '-' && words[at - 1]?.kind === 'number' && words[at + 1]?.kind === 'number') continue
    const isBar = word.key === '|' || word.key === '•' || word.key === '¦' || word.key === '│' || word.key === '｜'
    const isSpacedDash =
      depth === 0 &&
      (word.key === '-' || word.key === '~' || word.key === ':') &&
      (!word.isAttached || word.key === ':') &&
      words[at + 1]?.isAttached === false
    if (!isBar && !isSpacedDash && !(depth === 0 && word.key === ';')) continue
    if (isBar) depth = 0
    if (at > from) parts.push({ from, to: at })
    from = at + 1
  }
  if (from < line.to) parts.push({ from, to: line.to })
  return parts
}

const LABEL_WORDS_MAX = 4

function readLabel(words: Word[], from: number, to: number): { label: LineLabel | null; bodyFrom: number } {
  let key = ''
  for (let at = from; at < Math.min(to, from + LABEL_WORDS_MAX + 1); at++) {
    const word = words[at]
    if (word === undefined) break
    if (word.key === ':') {
      const label = LABELS.get(key)
      let bodyFrom = at + 1
      while (bodyFrom < to && words[bodyFrom]?.kind === 'mark' && (words[bodyFrom]?.key === '*' || words[bodyFrom]?.key === '_')) bodyFrom++
      return label === undefined ? { label: key === '' ? null : 'other', bodyFrom } : { label, bodyFrom }
    }
    if (word.key === '*' || word.key === '_') continue
    key = key === '' ? word.key : `${key} ${word.key}`
  }
  return { label: null, bodyFrom: from }
}

const LABEL_WORDS: Record<Exclude<LineLabel, 'other'>, string> = {
  company:
    'company|company name|employer|organisation|organization|client|firma|unternehmen|arbeitgeber|entreprise|societe|empresa|azienda|bedrijf|hiring company',
  title:
    'title|job title|position|positions|role|roles|job|jobs|open role|open roles|open position|open positions|openings|vacancy|stelle|position title|poste|puesto|cargo|vaga|posizione|functie|job position|now hiring|hiring|looking for|we are hiring|we re hiring|wir suchen|gesucht',
  place:
    'location|locations|place|where|city|office|offices|work location|job location|ort|standort|arbeitsort|einsatzort|lieu|localisation|ubicacion|lugar|local|localizacao|sede|locatie|address|adresse|based in',
  remote:
    'remote|onsite|on - site|work model|workplace|work mode|work arrangement|homeoffice|home office|teletravail|modalidad|remoto|work type|workplace type',
  pay: 'salary|salary range|pay|pay range|compensation|comp|rate|hourly rate|pay rate|wage|wages|base salary|base pay|gehalt|vergutung|lohn|stundenlohn|verdienst|salaire|remuneration|salario|sueldo|remuneracao|retribuzione|stipendio|salaris|wynagrodzenie|tc|total comp|total compensation|budget|ctc|package|starting pay',
  type: 'type|job type|employment type|employment|contract|contract type|schedule|hours|vertragsart|arbeitszeit|contrat|type de contrat|tipo de contrato|jornada|contratto',
  skills:
    'stack|tech stack|technologies|technology|tech|our stack|skills|requirements|requirement|tools|techstack|tech we use|required skills|key skills|must have|must haves|languages|kenntnisse|anforderungen|competences|requisitos|nice to have|keywords|you have|you bring|qualifications|we use|core stack|current stack|the stack|skill set|skillset',
  apply:
    'apply|apply here|how to apply|apply at|to apply|contact|email|e - mail|link|url|website|apply now|bewerbung|kontakt|postuler|contacto|candidature|more info|details|jd|careers|call|phone|web',
}
const LABELS = new Map<string, LineLabel>(
  (['company', 'title', 'place', 'remote', 'pay', 'type', 'skills', 'apply'] as const).flatMap((label) =>
    LABEL_WORDS[label].split('|').map((name): [string, LineLabel] => [name, label]),
  ),
)
