import { z } from 'zod'
import { Company, SetFounding } from '../../contract/jobs'
import { anybody, operatorOnly, router } from '../core/trpc'
import { getCompany } from './get-company'
import { setFounding } from './set-founding'

export const companiesRouter = router({
  get: anybody
    .input(z.object({ slug: z.string().min(1).max(80) }))
    .output(Company)
    .query(({ ctx, input }) => getCompany(ctx, input.slug)),
  setFounding: operatorOnly
    .input(SetFounding)
    .output(Company)
    .mutation(({ ctx, input }) => setFounding(ctx, input)),
})
