import type { OneRevision, ResumeFormat } from '../../contract/resumes'
import type { PersonCtx } from '../core/actor'
import { getResumeFor, getRevisionOf, unsealDocument } from './access'

export interface ResumeExport {
  fileName: string
  mediaType: string
  bytes: Uint8Array<ArrayBuffer>
}

const MEDIA_TYPES = {
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const satisfies Record<ResumeFormat, string>

/**
 * A résumé as a file: JSON Resume 1.0, a PDF or a plain Word document. Without `version`, its newest revision.
 * @throws not_found  it is not this person's
 * @throws invalid    `resume.letters-not-in-font`, for a PDF in scripts that its typeface lacks
 */
export async function exportResume(
  ctx: PersonCtx,
  { resumeId, version, format }: Omit<OneRevision, 'version'> & { version?: number | undefined; format: ResumeFormat },
): Promise<ResumeExport> {
  const row = await getResumeFor(ctx, resumeId)
  const resume = await unsealDocument(ctx, await getRevisionOf(ctx.db, { id: row.id, version: version ?? row.version }))
  const name = await ctx.unseal(row.name, `resumes.name:${row.id}`)
  const file = { fileName: `${name}.${format}`, mediaType: MEDIA_TYPES[format] }
  switch (format) {
    case 'json': {
      const $schema = 'https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json'
      return { ...file, bytes: new TextEncoder().encode(`${JSON.stringify({ $schema, ...resume }, null, 2)}\n`) }
    }
    // Loaded when somebody wants a file: the start of the Worker must not pay for the writers.
    case 'pdf':
      return { ...file, bytes: await (await import('./write-pdf')).writePdf(ctx, resume) }
    case 'docx':
      return { ...file, bytes: (await import('./write-docx')).writeDocx(resume) }
    default:
      return format satisfies never
  }
}
