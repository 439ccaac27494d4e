import type { MetaFunction } from '@remix-run/cloudflare'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export const meta: MetaFunction = () => [
  { title: 'About · Numerojobs' },
  { name: 'description', content: 'What Numerojobs does, how it reads posts, and what it does not do.' },
]

export default function AboutPage() {
  return (
    <Page className="max-w-[46rem]! py-8 sm:py-14">
      <h1 className="text-3xl font-semibold tracking-[-0.03em]">About Numerojobs</h1>
      <div className="mt-6 space-y-4 text-ink-2 [&_h2]:pt-4 [&_h2]:text-lg [&_h2]:font-semibold [&_h2]:text-ink">
        <p>
          Many jobs are never on a job board. Somebody writes a post: on a Page, in a thread, on a company’s own site. Numerojobs reads such
          posts, makes one clear card of each vacancy, and shows it on every open screen.
        </p>
        <h2>How a post is read</h2>
        <p>
          A small model that we trained and that runs on our own servers decides whether a post offers a job, seeks one, talks about work,
          or is a scam. Then title, company, place, pay and skills are read. Each value stands on words of the post; what a post does not
          say stays empty. When the model is unsure, a person decides.
        </p>
        <h2>Where posts come from</h2>
        <p>
          From Pages whose admin connected them, from sources that push to us with a signature, from public job boards, and from people who{' '}
          <TextLink to="/paste">paste a post</TextLink>. We do not collect posts behind anybody’s back, and each job links to its original.
        </p>
        <h2>What it costs</h2>
        <p>Nothing for people who look for work. Nobody pays to be seen or to apply.</p>
        <h2>For teams that hire</h2>
        <p>
          Post a vacancy, and decide on candidates together: <TextLink to="/employers">for employers</TextLink>.
        </p>
        <h2>What we keep</h2>
        <p>
          That is short, and it has a page of its own: <TextLink to="/privacy">privacy</TextLink>.
        </p>
      </div>
    </Page>
  )
}
