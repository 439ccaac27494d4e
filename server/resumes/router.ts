import { z } from 'zod'
import { ResumeFile, ResumeFileRead } from '../../contract/resumes'
import { Cursor, pageOf, ResumeFileId } from '../../contract/wire'
import { router, scoped } from '../core/trpc'
import { getResumeFile, listResumeFiles, readFileAgain, removeResumeFile } from './resume-files'

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
})
