import type { ReadSkills, SkillReading } from '../../contract/skills'
import type { Ctx } from '../core/ctx'
import { findSkills } from './find-skills'
import { linkSkills } from './link-skills'
import { openSkillLinks } from './open-skill-links'
import { readWords } from './read-words'

/** Under this score a linked skill is more often wrong than right. */
const SCORE_MIN = 0.2

/** The skills that a text names, and those of ESCO that it speaks of. Everyday words that are also names (`Express`) are left out. Nothing is stored. */
export async function readSkills(ctx: Pick<Ctx, 'asset'>, { text }: ReadSkills): Promise<SkillReading> {
  const links = await openSkillLinks(ctx)
  const named = findSkills(readWords(text)).filter(({ certainty }) => certainty === 'certain')
  return {
    named: named.map(({ skill, start, end }) => ({ skill, start, end })),
    linked: linkSkills(links, text).filter(({ score }) => score >= SCORE_MIN),
  }
}
