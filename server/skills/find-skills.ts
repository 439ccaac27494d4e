import taxonomy from './model/skills.json'
import { foldName, type Word } from './read-words'

export interface SkillMention {
  /** The taxonomy's name. */
  skill: string
  /** A tool or licence, or (`practice`) a field of knowledge such as machine learning. */
  kind: 'tool' | 'practice'
  /** `certain` wherever it stands; `everyday` words (`Express`), lower-case ones (`go`, `weak`) and `company` names only in fitting company: the caller decides. */
  certainty: 'certain' | 'everyday' | 'weak' | 'company'
  start: number
  end: number
  fromWord: number
  toWord: number
}

/**
 * Every skill of the taxonomy named between two words of a text, in order, longest first, never overlapping. Finds
 * names and their aliases (`k8s` → Kubernetes); whether a mention is asked for is for the caller to judge.
 */
export function findSkills(words: Word[], from = 0, to = words.length): SkillMention[] {
  const { root } = loadTaxonomy()
  const mentions: SkillMention[] = []
  for (let at = from; at < to; at++) {
    const mention = longestSkillAt(words, at, to, root)
    if (mention === null) continue
    mentions.push(mention)
    at = mention.toWord - 1
  }
  return mentions
}

/** The taxonomy's name of a skill, or `null` when it is unknown: `postgres` → `PostgreSQL`. */
export function findSkillName(name: string): string | null {
  return loadTaxonomy().byName.get(foldName(name)) ?? null
}

interface Node {
  next: Map<string, Node> | null
  /** The ways that end here. */
  ways: Way[] | null
}

interface Way {
  skill: string
  kind: 'tool' | 'practice'
  /** When it stands with a capital, and when it does not. */
  withCapital: SkillMention['certainty']
  withoutCapital: SkillMention['certainty']
}

function longestSkillAt(words: Word[], at: number, to: number, root: Node): SkillMention | null {
  const first = words[at]
  if (first === undefined || isInsideName(words, at)) return null
  let node: Node | undefined = root
  let best: SkillMention | null = null
  for (let end = at; end < to; end++) {
    const word = words[end]
    if (word === undefined || (end > at && word.isLineStart)) break
    node = node.next?.get(word.key)
    if (node === undefined) break
    const way = node.ways?.[0]
    if (way === undefined || isCutOff(words, end + 1, to)) continue
    const certainty = first.isCapital ? way.withCapital : way.withoutCapital
    best = { skill: way.skill, kind: way.kind, certainty, start: first.start, end: word.end, fromWord: at, toWord: end + 1 }
  }
  return best
}

/** Inside an address or a longer name: `swift.org`, `@react`, `github.com/go`. */
function isInsideName(words: Word[], at: number): boolean {
  const before = words[at - 1]
  if (before === undefined || words[at]?.isAttached !== true) return false
  if (before.key === '.' || before.key === '@' || before.key === '_') return before.isAttached
  return (
    before.key === '/' &&
    (words[at - 2]?.key === '/' || words[at - 2]?.key === 'com' || words[at - 2]?.key === 'io' || words[at - 2]?.key === 'org')
  )
}

function isCutOff(words: Word[], end: number, to: number): boolean {
  const after = words[end]
  if (after === undefined || end >= to || !after.isAttached) return false
  if (after.key === '#' || after.key === '+' || after.key === '@' || after.key === '_') return true
  const next = words[end + 1]
  return after.key === '.' && next?.isAttached === true && next.kind === 'word' && !next.isCapital && next.key !== 'js'
}

let taxonomyLoaded: { root: Node; byName: Map<string, string> } | null = null

/** Built on first use from the module's own data; the same for everyone, so it may live as long as the isolate. */
function loadTaxonomy(): { root: Node; byName: Map<string, string> } {
  taxonomyLoaded ??= buildTrie(taxonomy.skills)
  return taxonomyLoaded
}

const MARKS: Record<string, [SkillMention['certainty'], SkillMention['certainty']]> = {
  '': ['certain', 'certain'],
  '^': ['certain', 'weak'],
  '?': ['everyday', 'everyday'],
  '?^': ['everyday', 'weak'],
  '@': ['company', 'weak'],
}

/** One line a skill: its name (`~` before it marks a practice), then each way to write it, folded, behind its mark. */
function buildTrie(lines: string): { root: Node; byName: Map<string, string> } {
  const root: Node = { next: null, ways: null }
  const byName = new Map<string, string>()
  for (const line of lines.split('\n')) {
    const [name = '', ...written] = line.split('|')
    const kind = name.startsWith('~') ? 'practice' : 'tool'
    const skill = kind === 'practice' ? name.slice(1) : name
    for (const way of written) {
      const mark = way.startsWith('?^') ? '?^' : '^?@'.includes(way.charAt(0)) ? way.charAt(0) : ''
      const [withCapital, withoutCapital] = MARKS[mark] ?? ['certain', 'certain']
      const key = mark === '' ? way : way.slice(mark.length)
      addWay(root, key, { skill, kind, withCapital, withoutCapital })
      if (!byName.has(key)) byName.set(key, skill)
    }
  }
  return { root, byName }
}

function addWay(root: Node, key: string, way: Way): void {
  let node = root
  for (const part of key.split(' ')) {
    node.next ??= new Map()
    let next = node.next.get(part)
    if (next === undefined) {
      next = { next: null, ways: null }
      node.next.set(part, next)
    }
    node = next
  }
  node.ways ??= []
  node.ways.push(way)
}
