import { AuditPage, AuditSearch } from '../../contract/audit'
import { router, signedIn } from '../core/trpc'
import { searchAudit } from './search-audit'

export const auditRouter = router({
  search: signedIn
    .input(AuditSearch)
    .output(AuditPage)
    .query(({ ctx, input }) => searchAudit(ctx, input)),
})
