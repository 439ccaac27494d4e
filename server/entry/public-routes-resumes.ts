import { z } from 'zod'
import {
  ConfirmReading,
  JsonResume,
  MakeResumeLink,
  type Resume,
  type ResumeFile,
  ResumeFileRead,
  ResumeFile as ResumeFileShape,
  ResumeFormat,
  type ResumeLink,
  ResumeLink as ResumeLinkShape,
  Resume as ResumeShape,
  ResumeSummary,
  Revision,
  RevisionShown,
  SaveResume,
  StartResume,
} from '../../contract/resumes'
import { Cursor, pageOf, ResumeFileId, ResumeId, ResumeLinkId } from '../../contract/wire'
import { receiveResumeFile } from '../resumes/upload'
import { giveResumeFile } from './give-resume-file'
import { NOTHING } from './public-input'
import { type PublicRoute, route } from './public-route'

const ID = 'rsm_019f1c2a7b3d7c4e8a90b1c2d3e4f520'
const AT = '2026-11-21T10:13:44.000Z'
/** Answers as they look, of our own invention. */
const document: JsonResume = {
  basics: { name: 'Anna Reed', label: 'Pastry Chef' },
  work: [{ name: 'Kestrel Bakery', position: 'Pastry Chef', startDate: '2021-03' }],
}
const resume: Resume = {
  id: ID,
  version: 2,
  versionId: 'rsv_019f1c2a7b3d7c4e8a90b1c2d3e4f521',
  fileId: null,
  createdAt: AT,
  updatedAt: AT,
  name: 'Main',
  resume: document,
}
const { resume: _resume, ...line } = resume
const file: ResumeFile = {
  id: 'rsf_019f1c2a7b3d7c4e8a90b1c2d3e4f522',
  name: 'Anna Reed.pdf',
  kind: 'pdf',
  byteSize: 48_213,
  state: 'waiting',
  progressRatio: 0,
  failure: null,
  version: 1,
  uploadedAt: AT,
  readAt: null,
}
const revision: Revision = {
  id: resume.versionId,
  version: 2,
  cause: 'edited',
  sections: ['work'],
  label: null,
  applications: 1,
  createdAt: AT,
}
const link: ResumeLink = {
  id: 'rsl_019f1c2a7b3d7c4e8a90b1c2d3e4f523',
  url: 'https://numerojobs.example/r/3q2-8J0',
  showsContact: false,
  views: 3,
  createdAt: AT,
  expiresAt: '2026-12-21T10:13:44.000Z',
  revokedAt: null,
  isOpen: true,
}

const Path = z.strictObject({ id: ResumeId.describe('The id of a résumé of yours.') })
const FilePath = z.strictObject({ id: ResumeFileId.describe('The id of a file of yours.') })
const LinkPath = z.strictObject({ id: ResumeLinkId.describe('The id of a link of yours.') })
const Version = z.coerce.number().int().min(1)
const VersionPath = Path.extend({ version: Version.describe('The number of a version of it.') })
const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(50).default(20).describe('How many at once, 50 at most.'),
  cursor: Cursor.optional().describe('Where to go on: `next` of the page before.'),
})
const Removed = z.object({ removed: z.literal(true) })
const removed = { removed: true as const }

const reads = { tag: 'Résumés' as const, needs: 'resumes:read' as const }
const writes = { tag: 'Résumés' as const, needs: 'resumes:write' as const }
const missing: ['not_found'] = ['not_found']

/** What `/v1` promises of résumés. Each operation sees the caller's own alone. */
export const resumeRoutes: PublicRoute[] = [
  route({
    operationId: 'uploadResumeFile',
    method: 'post',
    path: '/resume-files',
    summary: 'Upload a file to be read',
    description:
      'The bytes of a PDF, a Word document (.docx) or LinkedIn’s copy of your data (.zip) as the body, 10 MB at most, with its name in `x-file-name`, percent-encoded. It is read within moments: ask for it until `state` is `read` or `failed`. The same bytes again are the same file.',
    ...writes,
    takesFile: true,
    isWrite: false,
    output: ResumeFileShape,
    example: file,
    errors: ['conflict'],
    answer: async ({ ctx, request }) => (await receiveResumeFile(ctx, request())).file,
  }),
  route({
    operationId: 'listResumeFiles',
    method: 'get',
    path: '/resume-files',
    summary: 'List your uploaded files',
    description: 'Newest first, without what is in them.',
    ...reads,
    query: PageQuery,
    output: pageOf(ResumeFileShape),
    example: { data: [file], next: null },
    answer: ({ api, query }) => api.resumes.listFiles(query),
  }),
  route({
    operationId: 'getResumeFile',
    method: 'get',
    path: '/resume-files/{id}',
    summary: 'Read what was read in a file',
    description:
      'How far its reading is. Once `state` is `read`: its text, and the reading with the place in the text of each value. `failed` names the reason in `failure`.',
    ...reads,
    params: FilePath,
    output: ResumeFileRead,
    example: { ...file, text: null, pages: null, reading: null },
    errors: missing,
    answer: ({ api, params }) => api.resumes.getFile({ fileId: params.id }),
  }),
  route({
    operationId: 'removeResumeFile',
    method: 'delete',
    path: '/resume-files/{id}',
    summary: 'Forget a file',
    description: 'Its bytes and what was read in it. A résumé that was made of it stays.',
    ...writes,
    params: FilePath,
    output: Removed,
    example: removed,
    errors: missing,
    answer: async ({ api, params }) => {
      await api.resumes.removeFile({ fileId: params.id })
      return removed
    },
  }),
  route({
    operationId: 'confirmReading',
    method: 'post',
    path: '/resume-files/{id}/confirm',
    summary: 'Make a résumé of a reading',
    description:
      'What a person left of the reading after looking through it. A file that was confirmed before gets a further version of the same résumé.',
    ...writes,
    params: FilePath,
    body: z.strictObject({
      name: ConfirmReading.shape.name.describe('What its owner calls it.'),
      resume: JsonResume.describe('JSON Resume 1.0.'),
    }),
    bodyExample: { name: 'Main', resume: document },
    output: ResumeShape,
    example: resume,
    errors: ['not_found', 'conflict'],
    answer: ({ api, params, body }) => api.resumes.confirmReading({ fileId: params.id, ...body }),
  }),
  route({
    operationId: 'listResumes',
    method: 'get',
    path: '/resumes',
    summary: 'List your résumés',
    description: 'All of them, 30 at most, the one that changed last first.',
    ...reads,
    output: pageOf(ResumeSummary),
    example: { data: [{ ...line, applications: 1, openLinks: 0 }], next: null },
    answer: async ({ api }) => ({ data: await api.resumes.list(), next: null }),
  }),
  route({
    operationId: 'startResume',
    method: 'post',
    path: '/resumes',
    summary: 'Add a résumé',
    description: 'With what is given, or empty.',
    ...writes,
    body: z.strictObject({
      name: StartResume.shape.name.describe('What its owner calls it.'),
      resume: JsonResume.default({}).describe('JSON Resume 1.0.'),
    }),
    bodyExample: { name: 'Main', resume: document },
    output: ResumeShape,
    example: { ...resume, version: 1 },
    errors: ['conflict'],
    answer: ({ api, body }) => api.resumes.start(body),
  }),
  route({
    operationId: 'getResume',
    method: 'get',
    path: '/resumes/{id}',
    summary: 'Read a résumé',
    description: 'Its newest version, as JSON Resume 1.0.',
    ...reads,
    params: Path,
    output: ResumeShape,
    example: resume,
    errors: missing,
    answer: ({ api, params }) => api.resumes.get({ resumeId: params.id }),
  }),
  route({
    operationId: 'reviseResume',
    method: 'patch',
    path: '/resumes/{id}',
    summary: 'Revise a résumé',
    description:
      'Saves a new version after the one that you read. When another came between, the answer is `conflict` with `resume.changed-since`, and nothing is lost. The same facts again add none.',
    ...writes,
    params: Path,
    body: z.strictObject({
      version: z.int().min(1).describe('The version that you changed.'),
      name: SaveResume.shape.name.describe('A new name; the old one stays without it.'),
      resume: JsonResume.optional().describe('All of it, as JSON Resume 1.0; what is left out is gone from this version on.'),
    }),
    bodyExample: { version: 1, resume: document },
    output: ResumeShape,
    example: resume,
    errors: ['not_found', 'conflict'],
    answer: ({ api, params, body }) => api.resumes.save({ resumeId: params.id, ...body }),
  }),
  route({
    operationId: 'removeResume',
    method: 'delete',
    path: '/resumes/{id}',
    summary: 'Remove a résumé',
    description: 'With its versions and links, for good.',
    ...writes,
    params: Path,
    output: Removed,
    example: removed,
    errors: missing,
    answer: async ({ api, params }) => {
      await api.resumes.remove({ resumeId: params.id })
      return removed
    },
  }),
  route({
    operationId: 'exportResume',
    method: 'get',
    path: '/resumes/{id}/file',
    summary: 'Export a résumé as a file',
    description: 'The PDF and the Word document read back to the same data.',
    ...reads,
    params: Path,
    query: z.strictObject({
      format: ResumeFormat.default('pdf').describe('`pdf`, `docx` or `json`.'),
      version: Version.optional().describe('An older version; the newest without it.'),
    }),
    givesFile: ['application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/json'],
    output: z.unknown(),
    promised: z.string().meta({ format: 'binary' }),
    example: '',
    errors: missing,
    answer: ({ ctx, params, query }) => giveResumeFile(ctx, { resumeId: params.id, ...query }),
  }),
  route({
    operationId: 'listRevisions',
    method: 'get',
    path: '/resumes/{id}/revisions',
    summary: 'List the versions of a résumé',
    description: 'Newest first, each with what made it and which parts it changed.',
    ...reads,
    params: Path,
    query: PageQuery,
    output: pageOf(Revision),
    example: { data: [revision], next: null },
    errors: missing,
    answer: ({ api, params, query }) => api.resumes.revisions({ resumeId: params.id, ...query }),
  }),
  route({
    operationId: 'getRevision',
    method: 'get',
    path: '/resumes/{id}/revisions/{version}',
    summary: 'Read one version',
    description: 'With what was in it.',
    ...reads,
    params: VersionPath,
    output: RevisionShown,
    example: { ...revision, resume: document },
    errors: missing,
    answer: ({ api, params }) => api.resumes.revision({ resumeId: params.id, version: params.version }),
  }),
  route({
    operationId: 'restoreRevision',
    method: 'post',
    path: '/resumes/{id}/revisions/{version}/restore',
    summary: 'Put a version back',
    description: 'As the newest one. What came between stays in the history.',
    ...writes,
    params: VersionPath,
    body: NOTHING,
    bodyExample: {},
    output: ResumeShape,
    example: { ...resume, version: 3 },
    errors: missing,
    answer: ({ api, params }) => api.resumes.restoreRevision({ resumeId: params.id, version: params.version }),
  }),
  route({
    operationId: 'listResumeLinks',
    method: 'get',
    path: '/resumes/{id}/links',
    summary: 'List the public links of a résumé',
    description: 'Newest first, 50 at most, ended ones included, with how often people looked.',
    ...reads,
    params: Path,
    output: pageOf(ResumeLinkShape),
    example: { data: [link], next: null },
    errors: missing,
    answer: async ({ api, params }) => ({ data: await api.resumes.links({ resumeId: params.id }), next: null }),
  }),
  route({
    operationId: 'makeResumeLink',
    method: 'post',
    path: '/resumes/{id}/links',
    summary: 'Make a public link',
    description: 'Whoever has its address sees the newest version, until it expires or is ended.',
    ...writes,
    params: Path,
    body: z.strictObject({
      days: MakeResumeLink.shape.days.describe('Days until it expires, 1 to 365.'),
      showsContact: MakeResumeLink.shape.showsContact.describe('Whether mail address, phone, street and references are shown.'),
    }),
    bodyExample: { days: 30 },
    output: ResumeLinkShape,
    example: { ...link, views: 0 },
    errors: ['not_found', 'conflict'],
    answer: ({ api, params, body }) => api.resumes.makeLink({ resumeId: params.id, ...body }),
  }),
  route({
    operationId: 'revokeResumeLink',
    method: 'post',
    path: '/resume-links/{id}/revoke',
    summary: 'End a public link',
    description: 'At once. Twice is once.',
    ...writes,
    params: LinkPath,
    body: NOTHING,
    bodyExample: {},
    output: ResumeLinkShape,
    example: { ...link, revokedAt: AT, isOpen: false },
    errors: missing,
    answer: ({ api, params }) => api.resumes.revokeLink({ linkId: params.id }),
  }),
]
