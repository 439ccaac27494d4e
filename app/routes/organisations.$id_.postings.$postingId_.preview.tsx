import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData } from '@remix-run/react'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { formatStatedPay } from '../jobs/format-pay'
import { renderDescription } from '../jobs/render-description.server'
import { REMOTE_WORDS, TYPE_WORDS } from '../jobs/words'
import { knockOutWords } from '../postings/knock-out-words'
import { Card } from '../ui/card'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'
import { formatDay } from '../ui/time-ago'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const posting = await api.postings.get({ postingId: params.postingId ?? '' })
  if (posting.organisationId !== organisation.id) throw new Response(null, { status: 404 })
  return { organisation, posting, descriptionHtml: renderDescription(posting.description) }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Preview: ${page?.posting.title || 'Posting'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function PreviewPage() {
  const { organisation, posting, descriptionHtml } = useLoaderData<typeof loader>()
  const { statements } = posting
  const facts = [
    posting.places.join(' · '),
    posting.remote ? REMOTE_WORDS[posting.remote] : '',
    posting.employmentType ? TYPE_WORDS[posting.employmentType] : '',
    posting.salary ? (formatStatedPay(posting.salary) ?? '') : '',
  ].filter(Boolean)
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-4 rounded-md bg-accent-soft px-3 py-2 text-sm text-on-accent-soft">
        This is how applicants will see it.{' '}
        <TextLink to={`/organisations/${organisation.slug}/postings/${posting.id}`}>Back to the posting</TextLink>
      </p>
      <article className="max-w-[44rem]">
        <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words sm:text-3xl">{posting.title || 'Without a title'}</h1>
        <p className="mt-1.5 text-ink-2">
          <span className="font-medium text-ink">{organisation.name}</span>
          {facts.map((fact) => ` · ${fact}`)}
        </p>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: `renderDescription` let only harmless elements through. */}
        <div className="prose mt-6" dangerouslySetInnerHTML={{ __html: descriptionHtml }} />
        <ul className="mt-6 space-y-1 text-sm text-ink-2">
          <li>An answer is promised within {posting.replyPromiseDays} days.</li>
          {statements.usesAi === null ? null : (
            <li>
              {statements.usesAi ? 'Software takes part in screening or assessing; people decide.' : 'People alone look at applications.'}
            </li>
          )}
          {statements.isExistingVacancy === null ? null : (
            <li>{statements.isExistingVacancy ? 'The vacancy exists now.' : 'The vacancy does not exist yet.'}</li>
          )}
          {posting.validThrough ? <li>Open until {formatDay(posting.validThrough)}.</li> : null}
        </ul>
        {posting.questions.length > 0 ? (
          <Card className="mt-6 p-4 sm:p-5">
            <h2 className="text-lg font-semibold">Questions</h2>
            <ol className="mt-3 list-decimal space-y-3 pl-5">
              {posting.questions.map((question) => (
                <li key={question.id}>
                  <p className="font-medium">
                    {question.label}
                    {question.isRequired ? '' : ' (optional)'}
                  </p>
                  {question.kind === 'choice' ? <p className="text-sm text-ink-2">{question.options.join(' / ')}</p> : null}
                  {knockOutWords(question) ? <p className="text-sm text-warn">{knockOutWords(question)}</p> : null}
                </li>
              ))}
            </ol>
          </Card>
        ) : null}
      </article>
    </Page>
  )
}
