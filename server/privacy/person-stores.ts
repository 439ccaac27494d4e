import { appealsOfPerson } from '../appeals/person-data'
import { applicationsOfPerson } from '../applications/person-data'
import { birthDataOfPerson } from '../birth-data/person-data'
import { conversationsOfPerson } from '../conversations/person-data'
import type { Ctx } from '../core/ctx'
import type { PersonStore } from '../core/person-data'
import { fairnessOfPerson } from '../fairness/person-data'
import { hiringOfPerson } from '../hiring/person-data'
import { answersOfPerson } from '../idempotency/person-data'
import { accountOfPerson, waysInOfPerson } from '../identity/person-data'
import { insightsOfPerson } from '../insights/person-data'
import { interviewsOfPerson } from '../interviews/person-data'
import { outboxOfPerson, roomOfPerson } from '../live/person-data'
import { matchingOfPerson } from '../matching/person-data'
import { consentsOfPerson, messagesOfPerson, notificationsOfPerson } from '../notifications/person-data'
import { numerologyOfPerson } from '../numerology/person-data'
import { resumesOfPerson } from '../resumes/person-data'
import { schedulingOfPerson } from '../scheduling/person-data'
import { searchesOfPerson } from '../searches/person-data'
import { shortlistsOfPerson } from '../shortlists/person-data'
import { supportOfPerson } from '../support/person-data'
import { tasksOfPerson } from '../tasks/person-data'
import { exportsOfPerson } from './person-data'

/** The first part of the keys of every area that keeps files, each followed by whom they belong to. */
const FILE_AREAS = [applicationsOfPerson, resumesOfPerson, exportsOfPerson].flatMap(({ fileArea }) => fileArea ?? [])

/** Files of all areas, found by their prefix: also those whose row was lost. */
const filesOfPerson: PersonStore = {
  store: 'files',
  tables: [],
  async countPerson(ctx, { personId }) {
    let count = 0
    for (const area of FILE_AREAS) for await (const keys of listFiles(ctx, `${area}/${personId}/`)) count += keys.length
    return count
  },
  // Each area names its own among its rows.
  async *exportPerson() {},
  async erasePerson(ctx, { personId }) {
    for (const area of FILE_AREAS) {
      for await (const keys of listFiles(ctx, `${area}/${personId}/`)) {
        if (keys.length === 0) continue
        await ctx.files.delete(keys)
        return keys.length
      }
    }
    return 0
  },
}

/**
 * Every place that holds something of a person, in the order in which they are emptied: ways in first, so that nobody writes behind our back;
 * rows before the files they name; the account last, so that what stopped half-way still knows whom it is about.
 */
export const PERSON_STORES: readonly PersonStore[] = [
  waysInOfPerson,
  answersOfPerson,
  insightsOfPerson,
  schedulingOfPerson,
  interviewsOfPerson,
  // Found by the applications, so before them.
  fairnessOfPerson,
  applicationsOfPerson,
  shortlistsOfPerson,
  conversationsOfPerson,
  hiringOfPerson,
  resumesOfPerson,
  matchingOfPerson,
  searchesOfPerson,
  birthDataOfPerson,
  numerologyOfPerson,
  notificationsOfPerson,
  messagesOfPerson,
  consentsOfPerson,
  exportsOfPerson,
  supportOfPerson,
  appealsOfPerson,
  tasksOfPerson,
  filesOfPerson,
  roomOfPerson,
  outboxOfPerson,
  accountOfPerson,
]

async function* listFiles(ctx: Ctx, prefix: string): AsyncGenerator<string[]> {
  let cursor: string | undefined
  for (;;) {
    const { files, next } = await ctx.files.listByPrefix(prefix, { cursor })
    yield files.map(({ key }) => key)
    if (next === null) return
    cursor = next
  }
}
