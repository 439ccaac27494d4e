import { isRouteErrorResponse, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ButtonLink, buttonClass } from '../ui/button'
import { ArchiveIcon, ClockIcon, SearchNoneIcon, SignInIcon } from '../ui/icons'
import { EmptyState, ErrorState, NoPermissionState } from '../ui/states'
import { readShownProblem } from './shown-problem'

/** Answers whatever a route threw: what happened, and what to do next. */
export function ProblemPage({ error }: { error: unknown }) {
  const problem = readShownProblem(isRouteErrorResponse(error) ? error : null)
  const { pathname, search } = useLocation()
  const here = `${pathname}${search}`
  const linkWords = problem.status === 401 ? LINK_WORDS[new URLSearchParams(search).get('link') ?? ''] : undefined
  if (linkWords) return <ProblemState problem={{ ...problem, title: linkWords }} here={pathname} />
  return <ProblemState problem={problem} here={here} />
}

/** What became of an operator link that let nobody in, by the word that the door adds to the address. */
const LINK_WORDS: Record<string, string> = {
  used: 'This sign-in link was used already: each one opens once. Run “npm start -- --operator-link” where the site runs; it prints a new one.',
  invalid: 'This sign-in link is not valid, or not any more. Run “npm start -- --operator-link” where the site runs; it prints a new one.',
}

const HEADINGS: Record<number, string> = {
  400: 'That request does not work',
  401: 'Sign in to see this page',
  403: 'This page needs a right you do not have',
  404: 'There is nothing at this address',
  409: 'Something changed in the meantime',
  410: 'This is gone',
  429: 'A little too fast',
  500: 'This did not work, and it is our fault',
  502: 'Something we rely on does not answer',
}

function ProblemState({ problem, here }: { problem: ReturnType<typeof readShownProblem>; here: string }) {
  const title = HEADINGS[problem.status] ?? (problem.status >= 500 ? HEADINGS[500] : HEADINGS[400]) ?? 'This did not work'
  const home = <ButtonLink to="/jobs">Search jobs</ButtonLink>
  switch (problem.status) {
    case 401:
      return (
        <Frame>
          <NoPermissionState
            headingLevel="h1"
            icon={SignInIcon}
            title={title}
            actions={
              <>
                <ButtonLink to={`/sign-in?${new URLSearchParams({ to: here })}`} tone="primary">
                  Sign in
                </ButtonLink>
                {home}
              </>
            }
          >
            <p>{problem.title ?? 'You come back to this page right after.'}</p>
          </NoPermissionState>
        </Frame>
      )
    case 403:
      return (
        <Frame>
          <NoPermissionState headingLevel="h1" title={title} actions={home}>
            <p>{problem.title ?? 'Ask somebody who runs this site to give you that right.'}</p>
          </NoPermissionState>
        </Frame>
      )
    case 404:
      return (
        <Frame>
          <EmptyState headingLevel="h1" icon={SearchNoneIcon} title={title} actions={home}>
            <p>{problem.title ?? 'The address may be mistyped, or what was here has another one now.'}</p>
          </EmptyState>
        </Frame>
      )
    case 410:
      return (
        <Frame>
          <EmptyState headingLevel="h1" icon={ArchiveIcon} title={title} actions={home}>
            <p>{problem.title ?? 'It was here once and was taken down.'}</p>
          </EmptyState>
        </Frame>
      )
    case 429:
      return (
        <Frame>
          <EmptyState headingLevel="h1" icon={ClockIcon} title={title} actions={<TryAgain here={here}>Try again</TryAgain>}>
            <p>
              {problem.retryAfterS ? `Wait ${problem.retryAfterS} seconds, then try again.` : 'Wait a minute, then try again.'} Nothing is
              lost.
            </p>
          </EmptyState>
        </Frame>
      )
    default:
      return (
        <Frame>
          <ErrorState
            headingLevel="h1"
            title={title}
            actions={
              <>
                <TryAgain here={here}>Try again</TryAgain>
                {home}
              </>
            }
          >
            <p>{problem.status < 500 && problem.title ? problem.title : 'Nothing is lost. Try again in a moment.'}</p>
            {problem.requestId ? <p className="mt-3 font-mono text-xs text-ink-3">{problem.requestId}</p> : null}
          </ErrorState>
        </Frame>
      )
  }
}

/** A plain anchor: it loads the page anew, whatever state the scripts are in. */
function TryAgain({ here, children }: { here: string; children: ReactNode }) {
  return (
    <a href={here} className={buttonClass({ tone: 'primary' })}>
      {children}
    </a>
  )
}

function Frame({ children }: { children: ReactNode }) {
  return <div className="py-10">{children}</div>
}
