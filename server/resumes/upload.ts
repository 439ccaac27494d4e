import { RESUME_FILE_BYTES_MAX, type ResumeFile } from '../../contract/resumes'
import { asPerson } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { invalid } from '../core/errors'
import { readBody } from '../core/raw-body'
import { startReading } from './start-reading'
import { unreadable } from './unreadable'

/** What a form adds around its file. */
const FORM_BYTES_MAX = 16_384

/**
 * The door for a file: its bytes as the body with its name in `x-file-name` (percent-encoded), or a form with the field `file`.
 * A form may say in `next` where its page goes on, a path of ours.
 *
 * @throws unauthenticated  `session.sign-in-needed`
 * @throws invalid          with a reason of `RESUME_FAILURES`; 413 as soon as it turns out to be over 10 MB
 */
export async function receiveResumeFile(ctx: Ctx, request: Request): Promise<{ file: ResumeFile; next: string | null }> {
  const person = { ...ctx, actor: asPerson(ctx.actor, 'resumes:write') }
  const type = request.headers.get('content-type') ?? ''
  const isForm = type.startsWith('multipart/form-data')
  const body = await readBody(request, RESUME_FILE_BYTES_MAX + (isForm ? FORM_BYTES_MAX : 0), () => unreadable('resume.too-large'))
  if (!isForm) return { file: await startReading(person, { name: nameIn(request.headers.get('x-file-name')), bytes: body }), next: null }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null)
  const file = form?.get('file')
  if (!form || !file || typeof file === 'string')
    throw invalid('resume.no-file', 'Choose a file, then send the form again.', { file: 'Choose a file.' })
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { file: await startReading(person, { name: file.name, bytes }), next: pathIn(form.get('next')) }
}

function nameIn(header: string | null): string {
  try {
    return decodeURIComponent(header ?? '')
  } catch {
    return ''
  }
}

/** Only a path of our own: `//elsewhere` is another site. */
function pathIn(next: unknown): string | null {
  return typeof next === 'string' && /^\/(?![/\\])[\w/?=&.-]*$/.test(next) ? next : null
}
