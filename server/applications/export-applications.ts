import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import Papa from 'papaparse'
import type { ApplicationCard, TextFile } from '../../contract/applications'
import { applicationContacts, applicationNotes, applications, interviews, reminders } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { safeCell } from './core/safe-cell'
import { loadHistories } from './record-changes'
import { cardColumns, showCard } from './show-application'
import { showContact, showInterview, showReminder } from './show-parts'

const PAGE_ROWS = 500

/**
 * All applications of a person as one file, the oldest first, removed ones left out.
 * `csv` opens in a spreadsheet, holds no formula, and can be imported here again; `json` has everything that belongs to each, its history included.
 */
export async function exportApplications(ctx: PersonCtx, format: 'csv' | 'json'): Promise<TextFile> {
  const day = ctx.now().toISOString().slice(0, 10)
  const parts: string[] = []
  for (let after = ''; ; ) {
    const page = await readPage(ctx, after)
    const last = page.at(-1)
    if (!last) break
    after = last.card.id
    parts.push(format === 'csv' ? await csvOf(ctx, page) : await jsonOf(ctx, page))
  }
  if (format === 'json')
    return {
      name: `applications-${day}.json`,
      mediaType: 'application/json',
      body: `{"exportedAt":${JSON.stringify(ctx.now().toISOString())},"applications":[${parts.join(',')}]}`,
    }
  // The mark makes spreadsheets read it as UTF-8.
  return { name: `applications-${day}.csv`, mediaType: 'text/csv', body: `\uFEFF${[CSV_COLUMNS.join(','), ...parts].join('\r\n')}\r\n` }
}

type Page = { card: ApplicationCard; text: string | null }[]

async function readPage(ctx: PersonCtx, after: string): Promise<Page> {
  const rows = await ctx.db
    .select({ ...cardColumns(ctx.now()), postingText: applications.postingText })
    .from(applications)
    .where(and(eq(applications.personId, ctx.actor.personId), isNull(applications.removedAt), gt(applications.id, after)))
    .orderBy(asc(applications.id))
    .limit(PAGE_ROWS)
  return rows.map((row) => ({ card: showCard(row), text: row.postingText }))
}

/** Names that the import knows again. */
const CSV_COLUMNS = [
  'Numerojobs ID',
  'Title',
  'Company',
  'Location',
  'URL',
  'Stage',
  'Outcome',
  'Outcome reason',
  'Saved at',
  'Applied at',
  'Salary',
  'Priority',
  'Tags',
  'Source',
  'Notes',
]

async function csvOf(ctx: PersonCtx, page: Page): Promise<string> {
  const notes = await notesOf(ctx, page)
  return Papa.unparse(
    page.map(({ card }) =>
      [
        card.id,
        card.title,
        card.companyName ?? '',
        card.places.join('; '),
        card.url ?? '',
        card.group,
        card.outcome?.kind ?? '',
        card.outcome?.reason ?? '',
        card.savedAt,
        card.appliedAt ?? '',
        payOf(card),
        card.priority === null ? '' : String(card.priority),
        card.tags.join(', '),
        card.source,
        (notes.get(card.id) ?? []).map(({ markdown }) => markdown).join('\n\n'),
      ].map(safeCell),
    ),
    { newline: '\r\n' },
  )
}

async function jsonOf(ctx: PersonCtx, page: Page): Promise<string> {
  const ids = page.map(({ card }) => card.id)
  const [notes, contacts, reminderRows, interviewRows, histories] = await Promise.all([
    notesOf(ctx, page),
    ctx.db.select().from(applicationContacts).where(inArray(applicationContacts.applicationId, ids)).orderBy(asc(applicationContacts.id)),
    ctx.db.select().from(reminders).where(inArray(reminders.applicationId, ids)).orderBy(asc(reminders.id)),
    ctx.db.select().from(interviews).where(inArray(interviews.applicationId, ids)).orderBy(asc(interviews.id)),
    loadHistories(ctx.db, ids),
  ])
  const of = <T extends { applicationId: string }>(rows: T[], id: string) => rows.filter((row) => row.applicationId === id)
  return page
    .map(({ card, text }) =>
      JSON.stringify({
        ...card,
        text,
        notes: (notes.get(card.id) ?? []).map(({ markdown, createdAt }) => ({ markdown, createdAt: createdAt.toISOString() })),
        contacts: of(contacts, card.id).map(showContact),
        reminders: of(reminderRows, card.id).map(showReminder),
        interviews: of(interviewRows, card.id).map(showInterview),
        history: histories.get(card.id) ?? [],
      }),
    )
    .join(',')
}

async function notesOf(ctx: PersonCtx, page: Page) {
  const rows = await ctx.db
    .select({
      applicationId: applicationNotes.applicationId,
      markdown: applicationNotes.markdown,
      createdAt: applicationNotes.createdAt,
    })
    .from(applicationNotes)
    .where(
      inArray(
        applicationNotes.applicationId,
        page.map(({ card }) => card.id),
      ),
    )
    .orderBy(asc(applicationNotes.createdAt), asc(applicationNotes.id))
  return Map.groupBy(rows, ({ applicationId }) => applicationId)
}

function payOf({ salary }: ApplicationCard): string {
  if (salary === null) return ''
  const amounts = [salary.minCents, salary.maxCents].flatMap((cents) => (cents === null ? [] : [String(cents / 100)]))
  return `${[...new Set(amounts)].join(' - ')} ${salary.currency} per ${salary.period}`
}
