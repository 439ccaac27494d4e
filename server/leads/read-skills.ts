import { findSkills, type SkillMention } from '../skills/find-skills'
import { foldName, type Word } from '../skills/read-words'
import type { PostLine } from './read-lines'
import { isTitleHead } from './read-titles'

/**
 * The tools and licences a post asks for: names of the taxonomy, in the order they are first named, each once.
 * A word of everyday language (`Go`, `Swift`, `Express`) counts only on a line about skills, right beside another skill, or where it is asked for;
 * a company's name not among customers or investors; a service of a cloud not beside the cloud itself.
 */
export function readSkills(words: Word[], lines: PostLine[], company: string | null = null): SkillMention[] {
  const ownName = company === null ? '' : foldName(company)
  const byName = new Map<string, SkillMention>()
  for (const line of lines) {
    if (line.label === 'apply') continue
    const mentions = findSkills(words, line.from, line.to)
    if (mentions.length === 0) continue
    const named = new Set(mentions.map((mention) => mention.skill))
    for (const [index, mention] of mentions.entries()) {
      if (mention.kind === 'practice' || byName.has(mention.skill)) continue
      // The product of the company that hires is no skill it asks for.
      if (ownName !== '' && line.label !== 'skills' && ` ${ownName} `.includes(` ${foldName(mention.skill)} `)) continue
      if (isMeant(words, line, mentions, index, named)) byName.set(mention.skill, mention)
    }
  }
  return [...byName.values()]
}

function isMeant(words: Word[], line: PostLine, mentions: SkillMention[], index: number, named: Set<string>): boolean {
  const mention = mentions[index]
  if (mention === undefined) return false
  if (isOtherThing(words, mention)) return false
  const cloud = CLOUD_OF[mention.skill]
  if (cloud !== undefined && named.has(cloud)) return false
  if (words[mention.fromWord - 1]?.key === 'enable' || words[mention.toWord + 2]?.key === 'enabled') return false
  if (PHONE_SYSTEMS.has(mention.skill) && line.label !== 'skills') return isBesideOtherSkill(words, mentions, index)
  const isBeside = isBesideSkill(words, mentions, index)
  switch (mention.certainty) {
    case 'certain':
      return !VENDORS.has(mention.skill) || isBeside || !isAmongCompanies(words, line, mention)
    case 'everyday':
      return line.label === 'skills' || isBeside || isAskedFor(words, mention) || isInBracketsOfTitle(words, mention)
    case 'weak':
      if (line.label === 'skills') return isListed(words, mention)
      return (isBeside && isListed(words, mention)) || isAskedFor(words, mention)
    case 'company':
      return !isAmongCompanies(words, line, mention) && (line.label === 'skills' || isBeside || isAskedFor(words, mention))
    default:
      mention.certainty satisfies never
      return false
  }
}

/** `TS/SCI` and `TS clearance` are about secrets; `Move fast` and `Make …` at the start of a sentence are verbs. */
function isOtherThing(words: Word[], mention: SkillMention): boolean {
  const first = words[mention.fromWord]
  const after = words[mention.toWord]
  const beyond = words[mention.toWord + 1]?.key
  if (first?.key === 'ts' && mention.toWord === mention.fromWord + 1)
    return after?.key === 'clearance' || after?.key === 'cleared' || ((after?.key === '/' || after?.key === '-') && beyond === 'sci')
  if (!VERBS.has(first?.key ?? '') || mention.toWord !== mention.fromWord + 1) return false
  return after?.kind === 'word' && !after.isCapital && !ASKING_AFTER.has(after.key) && after.key !== 'and' && after.key !== 'or'
}

const VERBS = new Set('move make is'.split(' '))

/** Beside a skill that is no phone system either: `iOS, Android` says nothing, `Swift, iOS` does. */
function isBesideOtherSkill(words: Word[], mentions: SkillMention[], index: number): boolean {
  const near = mentions
    .slice(Math.max(0, index - 2), index + 3)
    .filter((other, at) => at === Math.min(index, 2) || !PHONE_SYSTEMS.has(other.skill))
  const mention = mentions[index]
  return mention !== undefined && isBesideSkill(words, near, near.indexOf(mention))
}

/** In a list of roles these name the product worked on, not a tool. */
const PHONE_SYSTEMS = new Set(['iOS', 'Android', 'macOS'])
const VENDORS = new Set(['AWS', 'MongoDB', 'Azure', 'GCP', 'Redis', 'Docker', 'Elasticsearch', 'ClickHouse'])

/** Services that go without saying where their cloud is named. */
const CLOUD_OF: Record<string, string> = {
  EC2: 'AWS',
  S3: 'AWS',
  'AWS Lambda': 'AWS',
  ECS: 'AWS',
  EKS: 'AWS',
  RDS: 'AWS',
  SQS: 'AWS',
  SNS: 'AWS',
  Fargate: 'AWS',
  GKE: 'GCP',
  'Cloud Run': 'GCP',
  'Pub/Sub': 'GCP',
  AKS: 'Azure',
}

function isBesideSkill(words: Word[], mentions: SkillMention[], index: number): boolean {
  const mention = mentions[index]
  const before = mentions[index - 1]
  const after = mentions[index + 1]
  if (mention === undefined) return false
  return (
    (before !== undefined && isJoined(words, before.toWord, mention.fromWord)) ||
    (after !== undefined && isJoined(words, mention.toWord, after.fromWord))
  )
}

const JOINTS = new Set(', / + & and or ( ) [ ] und y et e ; | • with on'.split(' '))

function isJoined(words: Word[], from: number, to: number): boolean {
  if (to - from > 3) return false
  for (let at = from; at < to; at++) if (!JOINTS.has(words[at]?.key ?? '')) return false
  return to > from
}

const LIST_SIGNS = new Set(', / ( ) [ ] { } + & : ; | • -'.split(' '))

/** Between the signs of a list, so that a lower-case `go` is no verb. */
function isListed(words: Word[], mention: SkillMention): boolean {
  const before = words[mention.fromWord - 1]
  const after = words[mention.toWord]
  const opens = before === undefined || LIST_SIGNS.has(before.key)
  return (
    opens &&
    (after === undefined ||
      after.isLineStart ||
      LIST_SIGNS.has(after.key) ||
      after.key === '.' ||
      after.key === 'and' ||
      after.key === 'or')
  )
}

const COMPANY_CUES = new Set(
  (
    'customers customer clients client companies company startups brands trusted backed investors investor alumni ex ' +
    'formerly previously veterans partners competitors founders led funded acquired users orgs organizations enterprises ' +
    'leaders teams powering worked came come joined founder cofounder founded angels by'
  ).split(' '),
)

/** Names told in one sentence with customers, investors or former employers. */
function isAmongCompanies(words: Word[], line: PostLine, mention: SkillMention): boolean {
  for (let back = mention.fromWord - 1; back >= Math.max(line.from, mention.fromWord - 25); back--) {
    const word = words[back]
    if (word === undefined || (word.key === '.' && words[back + 1]?.isAttached === false)) return false
    if (COMPANY_CUES.has(word.key)) return true
  }
  return false
}

const ASKING_AFTER = new Set(
  (
    'developer developers engineer engineers programmer programmers dev devs experience skills backend entwickler expert ' +
    'codebase code stack shop services apps programming architect administrator consultant specialist experts kenntnisse ' +
    'certification certified license licence'
  ).split(' '),
)
const ASKING_BEFORE = new Set('in using with of know knowledge uses use write writing our'.split(' '))
const ASKING_VERBS = new Set(
  (
    'experience written proficient proficiency fluent expertise skills skilled knowledge experienced built build building ' +
    'work working familiarity familiar strong coding programming develop code'
  ).split(' '),
)

/** `Go developer`, `experience with Swift`, `written in Rust`. */
function isAskedFor(words: Word[], mention: SkillMention): boolean {
  if (ASKING_AFTER.has(words[mention.toWord]?.key ?? '')) return true
  const before = words[mention.fromWord - 1]?.key ?? ''
  if (
    before === 'in' &&
    words[mention.fromWord]?.isCapital === true &&
    LANGUAGES.has(mention.skill) &&
    words[mention.toWord]?.isCapital !== true
  )
    return true
  return ASKING_BEFORE.has(words[mention.fromWord - 1]?.key ?? '') && ASKING_VERBS.has(words[mention.fromWord - 2]?.key ?? '')
}

const LANGUAGES = new Set('Go Swift R C Dart Julia Zig Crystal Elm Perl'.split(' '))

/** `Lead Backend Developer (Go)`, `Engineer (Go, networking)`. */
function isInBracketsOfTitle(words: Word[], mention: SkillMention): boolean {
  if (words[mention.fromWord]?.isCapital !== true || !isListed(words, mention)) return false
  return words[mention.fromWord - 1]?.key === '(' && isTitleHead(words[mention.fromWord - 2])
}
