import { RESUME_FAILURES, type ResumeFailure } from '../../contract/resumes'
import { AppError } from '../core/errors'

/** A file that cannot be read, with the sentence that says what its owner can do. */
export function unreadable(failure: ResumeFailure, cause?: unknown): AppError {
  return new AppError('invalid', failure, {
    message: RESUME_FAILURES[failure],
    cause,
    ...(failure === 'resume.too-large' ? { httpStatus: 413 } : {}),
  })
}
