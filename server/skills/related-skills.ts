import { findSkillName } from './find-skills'
import families from './model/families.json'

export interface RelatedSkill {
  /** The taxonomy's name. */
  skill: string
  /** How far somebody who has this skill covers the wanted one, above 0 and below 1. */
  coverRatio: number
}

/**
 * Skills that partly stand in for a wanted one, best first, then by name: for `PostgreSQL` MySQL, SQL Server … Names and their aliases
 * are understood. Empty when the skill is unknown or nothing stands in for it. Not symmetric: who knows Next.js knows React, not the other way round.
 */
export function relatedSkills(wanted: string): RelatedSkill[] {
  const skill = findSkillName(wanted)
  const by = skill === null ? undefined : loadCovers().get(skill)
  return [...(by ?? [])]
    .map(([has, coverRatio]) => ({ skill: has, coverRatio }))
    .sort((a, b) => b.coverRatio - a.coverRatio || (a.skill < b.skill ? -1 : 1))
}

/** How far skills that somebody has cover a wanted one, and which of them: 1 for the skill itself, `null` for none. */
export function bestCover(wanted: string, has: Iterable<string>): RelatedSkill | null {
  const skill = findSkillName(wanted) ?? wanted
  const by = loadCovers().get(skill)
  let best: RelatedSkill | null = null
  for (const name of has) {
    const own = findSkillName(name) ?? name
    if (own === skill) return { skill: own, coverRatio: 1 }
    const coverRatio = by?.get(own) ?? 0
    if (coverRatio > (best?.coverRatio ?? 0)) best = { skill: own, coverRatio }
  }
  return best
}

let coversLoaded: Map<string, Map<string, number>> | null = null

/** For each wanted skill, who covers it and how far. Made at first use of the module's own data, the same for everyone. */
function loadCovers(): Map<string, Map<string, number>> {
  coversLoaded ??= readFamilies(families.families)
  return coversLoaded
}

function readFamilies(lines: string): Map<string, Map<string, number>> {
  const covers = new Map<string, Map<string, number>>()
  for (const line of lines.split('\n')) {
    const bar = line.indexOf('|')
    const ratio = Number(line.slice(0, bar))
    const [left = '', right = left] = line.slice(bar + 1).split('>')
    for (const wanted of right.split('|')) {
      const by = covers.get(wanted) ?? new Map<string, number>()
      covers.set(wanted, by)
      for (const has of left.split('|')) if (has !== wanted) by.set(has, Math.max(by.get(has) ?? 0, ratio))
    }
  }
  return covers
}
