import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData } from '@remix-run/react'
import { serverApi } from '../api/server'
import { ResumeSheet } from '../resumes/resume-sheet'
import { dateWord } from '../resumes/words'
import { Page } from '../ui/page-shell'

/** Neither caches nor search engines keep it, and where a reader goes next does not learn the address. */
const HEADERS = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' }

export async function loader({ params, context }: LoaderFunctionArgs) {
  return data(await serverApi(context).resumes.showPublic({ token: params.token ?? '' }), { headers: HEADERS })
}

export const headers = () => HEADERS

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: `${shown?.resume.basics?.name ?? 'Résumé'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function PublicResumePage() {
  const { resume, updatedAt } = useLoaderData<typeof loader>()
  return (
    <Page className="max-w-[46rem]! pt-8 sm:pt-12">
      <ResumeSheet resume={resume} headingLevel="h1" />
      <p className="no-print mt-10 border-t border-line pt-4 text-sm text-ink-3">
        Shared by its owner, last changed {dateWord(updatedAt.slice(0, 10))}. Visits are counted; who visits is not recorded.
      </p>
    </Page>
  )
}
