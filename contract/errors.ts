import { z } from 'zod'

/** The eight things that can go wrong for a caller, each with its one HTTP status. */
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  upstream_failed: 502,
  internal: 500,
} as const
export const ERROR_CODES = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]
export type ErrorCode = keyof typeof ERROR_STATUS

/** An RFC 9457 problem body. `code` is stable; `title` is written for a person. */
export const Problem = z.object({
  type: z.string().describe('An address that explains this kind of problem.'),
  title: z.string().describe('What happened and what to do, in a sentence for a person.'),
  status: z.int(),
  code: z.enum(ERROR_CODES),
  /** `area.what-happened`: stable, for a program to act on. */
  reason: z.string().describe('`area.what-happened`: stable, for a program to act on.'),
  requestId: z.string(),
  /** For `invalid`: the path of each wrong field and what is wrong with it. */
  fields: z.record(z.string(), z.string()).optional().describe('Path of each wrong field, and what is wrong with it.'),
  /** For `too_many`: whole seconds until it is worth trying again. */
  retryAfterS: z.int().optional().describe('Whole seconds until it is worth trying again.'),
})
export type Problem = z.infer<typeof Problem>
