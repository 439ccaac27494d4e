import type { AppLoadContext } from '@remix-run/cloudflare'
import type { CompanyCompatibility } from '../../contract/numerology'
import { serverApi } from './server'

/** How the person who looks stands to a company; `null` for visitors, and for who has not opted in. A failure leaves it out, not the page. */
export async function companyNumerology(context: AppLoadContext, slug: string | null): Promise<CompanyCompatibility | null> {
  if (slug === null || context.ctx.actor.role !== 'person') return null
  return serverApi(context)
    .numerology.withCompany({ slug })
    .catch(() => null)
}
