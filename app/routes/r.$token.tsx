import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData, useParams } from '@remix-run/react'
import { useEffect } from 'react'
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
  const { resume, updatedAt, isOwn } = useLoaderData<typeof loader>()
  const seen = `/r/${encodeURIComponent(useParams().token ?? '')}/seen`
  useEffect(() => {
    if (!isOwn) return tellWhenSeen(seen)
  }, [seen, isOwn])
  return (
    <Page className="max-w-[50rem]! pt-6 sm:pt-10">
      {isOwn ? (
        <p className="no-print mb-4 rounded-md bg-accent-soft px-4 py-2.5 text-sm font-medium text-accent">
          This is what others see. Your own visits are not counted.
        </p>
      ) : (
        <noscript>
          <img src={seen} alt="" width="1" height="1" className="absolute" />
        </noscript>
      )}
      <div className="rounded-lg border border-line bg-surface p-5 shadow-low sm:p-10 print:border-0 print:p-0 print:shadow-none">
        <ResumeSheet resume={resume} headingLevel="h1" />
      </div>
      <p className="no-print mt-6 text-sm text-ink-3">
        Shared by its owner, last changed {dateWord(updatedAt.slice(0, 10))}. Visits are counted; who visits is not recorded.
      </p>
    </Page>
  )
}

const IN_SIGHT_MS = 1_000

/** Says once in a session that the page was in sight for a moment: not one that was only fetched, or opened behind another. */
function tellWhenSeen(address: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    clearTimeout(timer)
    if (document.visibilityState === 'visible') timer = setTimeout(tell, IN_SIGHT_MS)
  }
  const tell = () => {
    document.removeEventListener('visibilitychange', look)
    try {
      if (sessionStorage.getItem(address)) return
      sessionStorage.setItem(address, '1')
    } catch {
      // A browser that keeps nothing counts each visit.
    }
    navigator.sendBeacon(address)
  }
  look()
  document.addEventListener('visibilitychange', look)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', look)
  }
}
