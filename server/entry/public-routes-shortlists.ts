import { z } from 'zod'
import {
  AddEntries,
  CastVote,
  ChangedEntry,
  CreateShortlist,
  MoveEntry,
  RemoveEntry,
  type Shortlist,
  type ShortlistEntry,
  ShortlistEntry as ShortlistEntryShape,
  ShortlistFile,
  Shortlist as ShortlistShape,
  ShortlistsOfPosting,
  ShortlistView,
  UpdateShortlist,
} from '../../contract/shortlists'
import { PostingId, ShortlistEntryId, ShortlistId } from '../../contract/wire'
import { type PublicRoute, route } from './public-route'

const AT = '2026-11-21T10:13:44.000Z'
const id = (prefix: string) => `${prefix}_019f1c2a7b3d7c4e8a90b1c2d3e4f560`
const shortlist: Shortlist = {
  id: id('sho'),
  organisationId: id('org'),
  postingId: id('pos'),
  name: 'Final round',
  isAnonymous: false,
  version: 3,
  eventSeq: 3,
  createdAt: AT,
  closedAt: null,
}
const entry: ShortlistEntry = {
  id: id('sle'),
  shortlistId: id('sho'),
  applicationId: id('app'),
  rank: 'a0',
  votes: { yes: 1, maybe: 0, no: 0 },
  commentCount: 2,
  version: 2,
}
const view: ShortlistView = {
  shortlist,
  organisationName: 'Kestrel Bakery',
  postingTitle: 'Pastry Chef',
  right: 'edit',
  me: { key: id('per'), name: 'Anna Reed', role: 'recruiter' },
  lines: [
    {
      entry,
      myVote: 'yes',
      card: {
        applicationId: id('app'),
        label: 'Candidate 7',
        name: 'Rosa Delgado',
        headline: 'Baker',
        places: ['Lyon, France'],
        summary: null,
        skills: ['Sourdough'],
        work: [{ position: 'Head baker', company: 'Harbour Bakery', period: '2019–2024', months: 60 }],
        education: [],
        languages: ['French (native)'],
        group: 'interview',
        appliedAt: AT,
        hasResume: true,
      },
    },
  ],
  members: [{ personId: id('per'), name: 'Anna Reed' }],
}

const SENT_TWICE = 'An id of the caller’s own: the same change sent twice counts once.'
const AFTER = 'The entry that it comes right after; `null` for first. Left out: last.'
const REASON = 'Why, in a few words. It stands in the history.'

/** A body with words for each of its fields. */
function worded<S extends z.ZodObject>(shape: S, words: { [K in keyof S['shape']]: string }): S {
  const described = Object.entries(words).flatMap(([name, said]) => {
    const field = shape.shape[name]
    return field instanceof z.ZodType ? [[name, field.describe(said)] as const] : []
  })
  // Describing a field changes nothing of what it takes.
  return shape.extend(Object.fromEntries(described)) as unknown as S
}

const Path = z.strictObject({ id: ShortlistId.describe('The id of a shortlist.') })
const EntryPath = Path.extend({ entryId: ShortlistEntryId.describe('The id of one of its entries.') })
const reads = { tag: 'Shortlists' as const, needs: 'shortlists:read' as const, errors: ['not_found' as const] }
const writes = { tag: 'Shortlists' as const, needs: 'shortlists:write' as const, errors: ['not_found' as const, 'conflict' as const] }
const changed = { entry, eventSeq: 4 }

/** What `/v1` promises of shortlists, for members of the organisation. */
export const shortlistRoutes: PublicRoute[] = [
  route({
    operationId: 'listShortlists',
    method: 'get',
    path: '/postings/{id}/shortlists',
    summary: 'List the shortlists of a posting',
    description: 'Newest first. There is no second page.',
    ...reads,
    params: z.strictObject({ id: PostingId.describe('The id of a posting.') }),
    output: ShortlistsOfPosting,
    example: { data: [{ shortlist, entryCount: 1 }], mayEdit: true },
    answer: ({ api, params }) => api.shortlists.list({ postingId: params.id }),
  }),
  route({
    operationId: 'createShortlist',
    method: 'post',
    path: '/shortlists',
    summary: 'Start a shortlist',
    description: 'With applications of its posting on it, in the given order.',
    ...writes,
    body: worded(CreateShortlist, {
      postingId: 'The id of the posting whose applications it holds.',
      name: 'What the team calls it.',
      isAnonymous: 'Hides names, places, contact data and résumés from everybody in it.',
      applicationIds: 'Ids of applications to begin with, in this order.',
      shortlistId: 'An id of the caller’s own, made like ours: the same shortlist sent twice is one.',
    }),
    bodyExample: { postingId: id('pos'), name: 'Final round', applicationIds: [id('app')] },
    output: ShortlistShape,
    example: shortlist,
    answer: ({ api, body }) => api.shortlists.create(body),
  }),
  route({
    operationId: 'getShortlist',
    method: 'get',
    path: '/shortlists/{id}',
    summary: 'Read a shortlist',
    description: 'Its entries in their order, each with what you may see of its candidate. In an anonymous one nobody has a name.',
    ...reads,
    params: Path,
    output: ShortlistView,
    example: view,
    answer: ({ api, params }) => api.shortlists.get({ shortlistId: params.id }),
  }),
  route({
    operationId: 'updateShortlist',
    method: 'patch',
    path: '/shortlists/{id}',
    summary: 'Change a shortlist',
    description: 'Its name, whether it is anonymous, and whether it is closed. A closed one changes no more until it is opened again.',
    ...writes,
    params: Path,
    body: worded(UpdateShortlist.omit({ shortlistId: true }), {
      name: 'What the team calls it.',
      isAnonymous: 'Hides names, places, contact data and résumés from everybody in it.',
      isClosed: 'Put away: nothing in it changes any more.',
      batchId: SENT_TWICE,
    }),
    bodyExample: { name: 'Final round' },
    output: ShortlistShape,
    example: shortlist,
    answer: ({ api, params, body }) => api.shortlists.update({ shortlistId: params.id, ...body }),
  }),
  route({
    operationId: 'exportShortlist',
    method: 'get',
    path: '/shortlists/{id}/export',
    summary: 'Take the history of a shortlist',
    description: 'Every change in order, with who and why. Folding them gives the shortlist at any time.',
    ...reads,
    params: Path,
    output: ShortlistFile,
    example: {
      format: 'numerojobs-shortlist-history' as const,
      version: 1 as const,
      shortlistId: id('sho'),
      exportedAt: AT,
      events: [{ seq: 1, change: { kind: 'created' as const, name: 'Final round', isAnonymous: false }, by: null, at: AT }],
    },
    answer: ({ api, params }) => api.shortlists.export({ shortlistId: params.id }),
  }),
  route({
    operationId: 'addShortlistEntries',
    method: 'post',
    path: '/shortlists/{id}/entries',
    summary: 'Add candidates to a shortlist',
    description: 'Those that are on it already stay where they are.',
    ...writes,
    params: Path,
    body: worded(AddEntries.omit({ shortlistId: true }), {
      applicationIds: 'Ids of applications of its posting, in this order.',
      afterEntryId: AFTER,
      reason: REASON,
      batchId: SENT_TWICE,
    }),
    bodyExample: { applicationIds: [id('app')] },
    output: z.object({ entries: z.array(ShortlistEntryShape), eventSeq: z.int() }),
    example: { entries: [entry], eventSeq: 4 },
    answer: ({ api, params, body }) => api.shortlists.add({ shortlistId: params.id, ...body }),
  }),
  route({
    operationId: 'moveShortlistEntry',
    method: 'post',
    path: '/shortlists/{id}/entries/{entryId}/move',
    summary: 'Move a candidate within a shortlist',
    description:
      'Right after another one, or first. With `seenSeq` it is refused with `shortlist.moved-since` when somebody else has moved it since.',
    ...writes,
    params: EntryPath,
    body: worded(MoveEntry.omit({ shortlistId: true, entryId: true }), {
      afterEntryId: 'The entry that it comes right after; `null` for first.',
      reason: REASON,
      seenSeq: 'The `eventSeq` that the mover had seen: an entry that somebody else moved since is then refused.',
      batchId: SENT_TWICE,
    }),
    bodyExample: { afterEntryId: null },
    output: ChangedEntry,
    example: changed,
    answer: ({ api, params: { id: shortlistId, entryId }, body }) => api.shortlists.move({ shortlistId, entryId, ...body }),
  }),
  route({
    operationId: 'removeShortlistEntry',
    method: 'post',
    path: '/shortlists/{id}/entries/{entryId}/remove',
    summary: 'Take a candidate off a shortlist',
    description: 'With the reason that its history keeps. The application goes on as before.',
    ...writes,
    params: EntryPath,
    body: worded(RemoveEntry.omit({ shortlistId: true, entryId: true }), { reason: REASON, batchId: SENT_TWICE }),
    bodyExample: { reason: 'Accepted elsewhere' },
    output: z.object({ entryId: ShortlistEntryId, eventSeq: z.int() }),
    example: { entryId: entry.id, eventSeq: 4 },
    answer: ({ api, params: { id: shortlistId, entryId }, body }) => api.shortlists.remove({ shortlistId, entryId, ...body }),
  }),
  route({
    operationId: 'voteOnShortlistEntry',
    method: 'post',
    path: '/shortlists/{id}/entries/{entryId}/vote',
    summary: 'Vote on a candidate',
    description: 'Your own vote; `null` takes it back.',
    ...writes,
    params: EntryPath,
    body: worded(CastVote.omit({ shortlistId: true, entryId: true }), { vote: '`null` takes one’s vote back.', batchId: SENT_TWICE }),
    bodyExample: { vote: 'yes' },
    output: ChangedEntry,
    example: changed,
    answer: ({ api, params: { id: shortlistId, entryId }, body }) => api.shortlists.vote({ shortlistId, entryId, ...body }),
  }),
]
