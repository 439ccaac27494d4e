import type { MetaFunction } from '@remix-run/cloudflare'
import { Page } from '../ui/page-shell'

export const meta: MetaFunction = () => [
  { title: 'Privacy · Numerojobs' },
  { name: 'description', content: 'What Numerojobs stores, what it does not, and how to have it erased.' },
]

export default function PrivacyPage() {
  return (
    <Page className="max-w-[46rem]! py-8 sm:py-14">
      <h1 className="text-3xl font-semibold tracking-[-0.03em]">Privacy</h1>
      <div className="mt-6 space-y-4 text-ink-2 [&_h2]:pt-4 [&_h2]:text-lg [&_h2]:font-semibold [&_h2]:text-ink [&_ul]:list-disc [&_ul]:space-y-1.5 [&_ul]:pl-5">
        <h2>If you only visit</h2>
        <ul>
          <li>No cookie is set, and nothing of another company is loaded: no analytics, no advertising, no fonts from elsewhere.</li>
          <li>If you choose light or dark, your browser keeps that choice. It is not sent to us.</li>
          <li>Your network address is turned into a keyed code to limit how often a request may come. It is not written into our logs.</li>
        </ul>
        <h2>If you wrote a post that we read</h2>
        <ul>
          <li>We keep the post’s text, its link, its time, and the id that its source gives its author. That id is never shown.</li>
          <li>Public are the facts of the job, a short excerpt, and the link to the original.</li>
          <li>Your contact is public only if the post itself offers it and a person approved it.</li>
          <li>When you change the post, it is read again. When you remove it, its job closes.</li>
        </ul>
        <h2>If you paste or report something</h2>
        <ul>
          <li>A pasted post is stored when you confirm it, not when it is read.</li>
          <li>A report holds your reason and your words, not who you are.</li>
        </ul>
        <h2>If you have an account</h2>
        <ul>
          <li>We keep what you type, upload and agree to, and what became of each mail to you. Your settings count it, place by place.</li>
          <li>Résumés, files, addresses of mails and your phone number are encrypted where they lie, under keys that are changed.</li>
          <li>
            A birth date is never needed. If you give one, it lies sealed in a place of its own, only you can read it, and it goes in one
            click without changing anything else.
          </li>
          <li>Two cookies keep you signed in. They are set when you sign in and read by nobody else.</li>
        </ul>
        <h2>If you try the demo</h2>
        <ul>
          <li>
            You get a made-up world of your own. After a day it is erased, like an account; nothing leaves it by mail or text message.
          </li>
        </ul>
        <h2>To take it with you</h2>
        <p>
          Under Settings, Privacy you get everything as one ZIP: JSON for programs, your files, and a page to read it. We keep the ZIP for a
          week.
        </p>
        <h2>To have it erased</h2>
        <p>
          Under Settings, Privacy you delete your account: after 14 days in which one click takes it back, or at once. A page with a code
          then shows each place before and after, looked into a second time. A last mail says that it is done; it is forgotten a day later.
          What stays is a keyed code of an address that told us never to write again.
        </p>
        <p>
          Facebook lets you ask apps to delete your data: in your settings, under Apps and websites. When such a request reaches us, your
          posts, their readings, jobs and every copy in caches and live rooms are erased. Facebook shows you a code and a link to a page
          here that says how far it is and what was erased where.
        </p>
      </div>
    </Page>
  )
}
