import type { ApplicationPreview, PreviewApplication } from '../../contract/applications'
import type { PersonCtx } from '../core/actor'
import { findEarlier } from './find-earlier'
import { factsOfText } from './save-application'

/** Reads a text as it was found into the fields of the form, and says where this person applied before. Nothing is stored. */
export async function previewApplication(ctx: PersonCtx, input: PreviewApplication): Promise<ApplicationPreview> {
  const { jobId: _, ...facts } = await factsOfText(input.text, input.url)
  const earlier = await findEarlier(ctx, { title: facts.title ?? '', companyName: facts.companyName })
  return { ...facts, text: input.text, earlier }
}
