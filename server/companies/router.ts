import { z } from 'zod'
import { Company } from '../../contract/jobs'
import { anybody, router } from '../core/trpc'
import { getCompany } from './get-company'

export const companiesRouter = router({
  get: anybody
    .input(z.object({ slug: z.string().min(1).max(80) }))
    .output(Company)
    .query(({ ctx, input }) => getCompany(ctx, input.slug)),
})
