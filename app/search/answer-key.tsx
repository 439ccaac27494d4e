import type { ReactNode } from 'react'
import { stepThroughJobs } from '../jobs/step-through-jobs'
import { pageCommands } from '../ui/page-commands'
import { OverPage } from './over-page'

/**
 * Does what a key of every page does. `show` puts something over the page, or takes it away.
 * `/` goes to the search box of the page when it has one.
 */
export function answerKey(key: string, show: (over: ReactNode) => void) {
  const box = key === '/' ? document.querySelector<HTMLInputElement>('main input[type=search]') : null
  if (key === 'j' || key === 'k') stepThroughJobs(key === 'j' ? 1 : -1)
  else if (box) {
    box.focus()
    box.select()
  } else show(<OverPage opened={key === '?' ? 'keys' : 'search'} offer={pageCommands()} onClose={() => show(null)} />)
}
