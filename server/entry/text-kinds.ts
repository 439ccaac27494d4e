import type { TextKinds } from '../texts/text-kinds'

/** Whose things have texts that several people type at once, by the prefix of their ids. */
export const textKinds: TextKinds = {
  ivn: () => import('../scheduling/notes-text').then((area) => area.interviewText),
  pos: () => import('../postings/text').then((area) => area.postingText),
}
