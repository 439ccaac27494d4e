import type { ResumeFormat } from '../../contract/resumes'
import { asPerson } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { exportResume } from '../resumes/export-resume'
import { asDownload } from './as-download'

/** A résumé of one's own as a file: always to be saved, never shown in our origin. */
export async function giveResumeFile(
  ctx: Ctx,
  asked: { resumeId: string; version?: number | undefined; format: ResumeFormat },
): Promise<Response> {
  const actor = asPerson(ctx.actor, 'resumes:read')
  const { fileName, mediaType, bytes } = await exportResume({ ...ctx, actor }, { ...asked, version: asked.version })
  return new Response(bytes, {
    headers: {
      'content-type': mediaType,
      'content-length': String(bytes.byteLength),
      'content-disposition': asDownload(`resume.${asked.format}`, fileName),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    },
  })
}
