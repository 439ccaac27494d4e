import { findSkills, type SkillMention } from '../skills/find-skills'
import type { Word } from '../skills/read-words'
import type { PostLine } from './read-lines'

/**
 * The tools and licences a post asks for: names of the taxonomy, in the order they are first named, each once.
 * A word of everyday language (`Go`, `Swift`, `Express`) counts only on a line about skills or right beside another skill.
 */
export function readSkills(words: Word[], lines: PostLine[]): SkillMention[] {
  const byName = new Map<string, SkillMention>()
  for (const line of lines) {
    if (line.label === 'apply') continue
    const mentions = findSkills(words, line.from, line.to)
    for (const [index, mention] of mentions.entries()) {
      if (mention.kind === 'practice' || byName.has(mention.skill)) continue
      if (
        mention.certainty === 'everyday' &&
        line.label !== 'skills' &&
        !isBesideSkill(words, mentions, index) &&
        !isAskedFor(words, mention)
      )
        continue
      byName.set(mention.skill, mention)
    }
  }
  return [...byName.values()]
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

const JOINTS = new Set([',', '/', '+', '&', 'and', 'or', '(', ')', 'und', 'y', 'et', 'e', ';', '|', '•', 'with', 'on'])

function isJoined(words: Word[], from: number, to: number): boolean {
  if (to - from > 3) return false
  for (let at = from; at < to; at++) if (!JOINTS.has(words[at]?.key ?? '')) return false
  return to > from
}

const ASKING_AFTER = new Set([
  'developer',
  'developers',
  'engineer',
  'engineers',
  'programmer',
  'programmers',
  'dev',
  'devs',
  'experience',
  'skills',
  'backend',
  'entwickler',
  'expert',
  'codebase',
  'code',
  'stack',
  'shop',
  'services',
  'apps',
  'programming',
  'architect',
  'administrator',
  'consultant',
  'specialist',
  'experts',
  'kenntnisse',
  'certification',
  'certified',
  'license',
  'licence',
])
const ASKING_BEFORE = new Set(['in', 'using', 'with', 'of', 'know', 'knowledge', 'uses', 'use', 'write', 'writing', 'our'])
const ASKING_VERBS = new Set([
  'experience',
  'written',
  'proficient',
  'proficiency',
  'fluent',
  'expertise',
  'skills',
  'skilled',
  'knowledge',
  'experienced',
  'built',
  'build',
  'building',
  'work',
  'working',
  'familiarity',
  'familiar',
  'strong',
  'coding',
  'programming',
  'develop',
  'code',
])

/** `Go developer`, `experience with Swift`, `written in Rust`. */
function isAskedFor(words: Word[], mention: SkillMention): boolean {
  if (ASKING_AFTER.has(words[mention.toWord]?.key ?? '')) return true
  return ASKING_BEFORE.has(words[mention.fromWord - 1]?.key ?? '') && ASKING_VERBS.has(words[mention.fromWord - 2]?.key ?? '')
}
