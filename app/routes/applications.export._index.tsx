import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { personFor } from '../api/person.server'
import { buttonClass } from '../ui/button'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ context }: LoaderFunctionArgs) {
  await personFor(context)
  return null
}

export const meta: MetaFunction = () => [{ title: 'Export applications · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function ExportPage() {
  return (
    <Page className="space-y-6 pt-6">
      <nav aria-label="Breadcrumb" className="text-sm">
        <TextLink to="/applications">Applications</TextLink>
      </nav>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Export applications</h1>
      <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
        <section className="rounded-lg border border-line bg-surface p-5">
          <h2 className="text-lg font-semibold">CSV</h2>
          <p className="mt-1 mb-4 text-sm text-ink-2">
            One row for each application, with its notes. Opens in any spreadsheet, and{' '}
            <TextLink to="/applications/import">can be imported</TextLink> here again.
          </p>
          <a href="/applications/export/csv" download className={buttonClass({ tone: 'primary' })}>
            Download CSV
          </a>
        </section>
        <section className="rounded-lg border border-line bg-surface p-5">
          <h2 className="text-lg font-semibold">JSON</h2>
          <p className="mt-1 mb-4 text-sm text-ink-2">
            Everything that belongs to each application: postings, history, notes, contacts, reminders and interviews.
          </p>
          <a href="/applications/export/json" download className={buttonClass({})}>
            Download JSON
          </a>
        </section>
      </div>
      <p className="max-w-2xl text-sm text-ink-3">Uploaded files are not in it, and neither is what you have removed.</p>
    </Page>
  )
}
