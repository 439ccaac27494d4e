import type { Job } from '../../contract/jobs'
import { useNonce } from '../ui/nonce'
import { jobPostingMarkup, scriptJson } from './job-posting-markup'

/** The job for search engines; nothing where we know too little, or when it is closed. */
export function JobMarkup({ job, descriptionHtml, address }: { job: Job; descriptionHtml: string | null; address: string }) {
  const nonce = useNonce()
  const markup = jobPostingMarkup(job, descriptionHtml, address)
  if (!markup) return null
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: `scriptJson` escapes what could end the element.
      dangerouslySetInnerHTML={{ __html: scriptJson(markup) }}
    />
  )
}
