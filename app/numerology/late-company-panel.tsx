import { Await } from '@remix-run/react'
import { lazy, Suspense } from 'react'
import type { CompanyCompatibility } from '../../contract/numerology'

const CompanyPanel = lazy(() => import('./company-panel').then(({ CompanyPanel: shown }) => ({ default: shown })))

/** The panel once it is known; nothing for who has not opted in, and who do not load its code then. */
export function LateCompanyPanel({ found }: { found: Promise<CompanyCompatibility | null> }) {
  return (
    <Suspense fallback={null}>
      <Await resolve={found} errorElement={null}>
        {(known) => (known ? <CompanyPanel found={known} /> : null)}
      </Await>
    </Suspense>
  )
}
