import type { ClosedBecause } from '../../contract/jobs'

/** Why a job was closed, as the end of a sentence. */
export const CLOSED_WORDS: Record<ClosedBecause, string> = {
  deadline: 'its last day is over',
  'link-gone': 'its original page is gone',
  'says-closed': 'its original page says that it takes no more applications',
  'link-redirects': 'its link leads to the front page of its site only',
  withdrawn: 'it was taken back where it was posted',
  reported: 'we closed it after reports',
}
