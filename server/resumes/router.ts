import { z } from 'zod'
import {
  ConfirmReading,
  ImportResume,
  LabelRevision,
  MakeResumeLink,
  OneResume,
  OneRevision,
  PublicResume,
  Resume,
  ResumeFile,
  ResumeFileRead,
  ResumeLink,
  ResumeSummary,
  ResumeToken,
  Revision,
  RevisionShown,
  SaveResume,
  SendVersion,
  SentVersion,
  StartResume,
} from '../../contract/resumes'
import { Cursor, pageOf, ResumeFileId, ResumeLinkId } from '../../contract/wire'
import { anybody, router, scoped } from '../core/trpc'
import { getResume, listResumes } from './list-resumes'
import { getResumeFile, listResumeFiles, readFileAgain, removeResumeFile } from './resume-files'
import { countView, listLinks, makeLink, removeLink, revokeLink, showPublic } from './resume-links'
import { getRevision, labelRevision, listRevisions, listSent, restoreRevision, sendVersion } from './revisions'
import { confirmReading, importResume, removeResume, saveResume, startResume } from './save-resume'

const OneLink = z.object({ linkId: ResumeLinkId })
const OneFile = z.object({ fileId: ResumeFileId })

export const resumesRouter = router({
  listFiles: scoped('resumes:read')
    .input(z.object({ limit: z.int().min(1).max(50).default(20), cursor: Cursor.optional() }))
    .output(pageOf(ResumeFile))
    .query(({ ctx, input }) => listResumeFiles(ctx, input)),
  getFile: scoped('resumes:read')
    .input(OneFile)
    .output(ResumeFileRead)
    .query(({ ctx, input }) => getResumeFile(ctx, input.fileId)),
  readFileAgain: scoped('resumes:write')
    .input(OneFile)
    .output(ResumeFile)
    .mutation(({ ctx, input }) => readFileAgain(ctx, input.fileId)),
  removeFile: scoped('resumes:write')
    .input(OneFile)
    .mutation(({ ctx, input }) => removeResumeFile(ctx, input.fileId)),
  confirmReading: scoped('resumes:write')
    .input(ConfirmReading)
    .output(Resume)
    .mutation(({ ctx, input }) => confirmReading(ctx, input)),
  list: scoped('resumes:read')
    .output(z.array(ResumeSummary))
    .query(({ ctx }) => listResumes(ctx)),
  get: scoped('resumes:read')
    .input(OneResume)
    .output(Resume)
    .query(({ ctx, input }) => getResume(ctx, input.resumeId)),
  start: scoped('resumes:write')
    .input(StartResume)
    .output(Resume)
    .mutation(({ ctx, input }) => startResume(ctx, input)),
  importJson: scoped('resumes:write')
    .input(ImportResume)
    .output(Resume)
    .mutation(({ ctx, input }) => importResume(ctx, input)),
  save: scoped('resumes:write')
    .input(SaveResume)
    .output(Resume)
    .mutation(({ ctx, input }) => saveResume(ctx, input)),
  remove: scoped('resumes:write')
    .input(OneResume)
    .mutation(({ ctx, input }) => removeResume(ctx, input.resumeId)),
  revisions: scoped('resumes:read')
    .input(OneResume.extend({ limit: z.int().min(1).max(100).default(50), cursor: Cursor.optional() }))
    .output(pageOf(Revision))
    .query(({ ctx, input }) => listRevisions(ctx, input)),
  revision: scoped('resumes:read')
    .input(OneRevision)
    .output(RevisionShown)
    .query(({ ctx, input }) => getRevision(ctx, input)),
  restoreRevision: scoped('resumes:write')
    .input(OneRevision)
    .output(Resume)
    .mutation(({ ctx, input }) => restoreRevision(ctx, input)),
  labelRevision: scoped('resumes:write')
    .input(LabelRevision)
    .output(Revision)
    .mutation(({ ctx, input }) => labelRevision(ctx, input)),
  sent: scoped('resumes:read')
    .input(OneResume)
    .output(z.array(SentVersion))
    .query(({ ctx, input }) => listSent(ctx, input.resumeId)),
  sendVersion: scoped('resumes:write')
    .input(SendVersion)
    .output(SentVersion)
    .mutation(({ ctx, input }) => sendVersion(ctx, input)),
  links: scoped('resumes:read')
    .input(OneResume)
    .output(z.array(ResumeLink))
    .query(({ ctx, input }) => listLinks(ctx, input.resumeId)),
  makeLink: scoped('resumes:write')
    .input(MakeResumeLink)
    .output(ResumeLink)
    .mutation(({ ctx, input }) => makeLink(ctx, input)),
  revokeLink: scoped('resumes:write')
    .input(OneLink)
    .output(ResumeLink)
    .mutation(({ ctx, input }) => revokeLink(ctx, input.linkId)),
  removeLink: scoped('resumes:write')
    .input(OneLink)
    .mutation(({ ctx, input }) => removeLink(ctx, input.linkId)),
  showPublic: anybody
    .input(z.object({ token: ResumeToken }))
    .output(PublicResume)
    .query(({ ctx, input }) => showPublic(ctx, input.token)),
  countView: anybody
    .input(z.object({ token: ResumeToken }))
    .output(z.object({ counted: z.boolean() }))
    .mutation(({ ctx, input }) => countView(ctx, input.token)),
})
