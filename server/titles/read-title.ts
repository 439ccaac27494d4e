import type { ReadTitle, TitleReading } from '../../contract/titles'
import type { Ctx } from '../core/ctx'
import { normaliseTitle } from './normalise-title'
import { openTitles } from './open-titles'
import { seniorityOf } from './seniority'

/** The level, the bare title and the likeliest occupations of a job's title. Nothing is stored. */
export async function readTitle(ctx: Pick<Ctx, 'asset'>, { text }: ReadTitle): Promise<TitleReading> {
  const titles = await openTitles(ctx)
  const { level, rest } = seniorityOf(text)
  return { seniority: level, title: rest, occupations: normaliseTitle(titles, text) }
}
