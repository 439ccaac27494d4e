import { z } from 'zod'
import { ArchiveCandidateField, CandidateField, CandidateFields, SaveCandidateField } from '../../contract/candidate-fields'
import {
  AddCandidate,
  AddCandidateApplication,
  AnswerPool,
  AskCandidateExport,
  CandidateDuplicates,
  CandidateFieldChanges,
  CandidateHitPage,
  CandidateImport,
  CandidateImportPreview,
  CandidateImportResult,
  CandidateLine,
  CandidateMerges,
  CandidatePage,
  DuplicateGroups,
  HiringCardPage,
  HiringStagesOfPosting,
  ListCandidates,
  ListHiringApplications,
  MergeCandidates,
  POOL_TOKEN,
  PoolState,
  SearchCandidates,
  SetCandidateFields,
  UnmergedCandidates,
} from '../../contract/candidates'
import {
  AddHiringNote,
  Applied,
  AppliedStatus,
  Apply,
  ApplyForm,
  AskDispositions,
  CandidateApplication,
  CloseHiring,
  DispositionReport,
  HIRING_NOTE_MAX,
  HiringCard,
  HiringChanged,
  HiringNote,
  HiringOverview,
  HiringStage,
  MoveHiring,
  Pipeline,
  SaveHiringStages,
  TagHiring,
} from '../../contract/hiring'
import { AskViews, HiringView, HiringViews, SaveView, SetDefaultView } from '../../contract/views'
import { ApplicationId, BatchId, CandidateId, HiringNoteId, HiringViewId, IsoInstant, OrganisationId, PostingId } from '../../contract/wire'
import { anybody, anybodySometimes, router, scoped, signedIn } from '../core/trpc'
import { getPostingFor } from '../postings/access'
import { addCandidate, addCandidateApplication } from './add-candidate'
import { archiveCandidateField, listCandidateFields, listFieldChanges, saveCandidateField, setCandidateFields } from './candidate-fields'
import { closeHiringApplications, undoHiring } from './close-applications'
import { getDispositionReport } from './disposition-report'
import { findDuplicates, listDuplicateGroups } from './find-duplicates'
import { getCandidateApplication } from './get-candidate'
import { getHiringCard, listHiringApplications, listHiringStages } from './list-applications'
import { getCandidate, listCandidates } from './list-candidates'
import { getPipeline } from './list-pipeline'
import { listMyPipelines } from './list-postings'
import { listMerges, mergeCandidates, unmergeCandidates } from './merge-candidates'
import { moveHiringApplications, tagHiringApplications } from './move-applications'
import { addHiringNote, removeHiringNote, updateHiringNote } from './notes'
import { findKeptRate } from './promises'
import { getApplyForm, receiveApplication } from './receive-application'
import { actOnStatus, readStatus, setResumeAccess } from './resume-access'
import { searchCandidates } from './search-candidates'
import { loadHiringCards } from './show-card'
import { saveStages } from './stages'
import { answerPool, askForPool, readPoolState } from './talent-pool'

const read = scoped('candidates:read')
const write = scoped('candidates:write')
const StatusToken = z.string().regex(/^[0-9a-f]{40}$/, 'This is not a link to an application.')

export const hiringRouter = router({
  applyForm: anybody
    .input(z.object({ postingId: PostingId }))
    .output(ApplyForm)
    .query(({ ctx, input }) => getApplyForm(ctx, input.postingId)),
  sendApplication: anybodySometimes
    .input(Apply)
    .output(Applied)
    .mutation(({ ctx, input }) => receiveApplication(ctx, input)),
  status: anybody
    .input(z.object({ token: StatusToken }))
    .output(AppliedStatus)
    .query(({ ctx, input }) => readStatus(ctx, input.token)),
  actOnStatus: anybody
    .input(z.object({ token: StatusToken, act: z.enum(['withdraw', 'withdraw-resume', 'share-resume']) }))
    .output(AppliedStatus)
    .mutation(({ ctx, input }) => actOnStatus(ctx, input)),
  keptRate: anybody
    .input(z.object({ organisationId: OrganisationId }))
    .output(z.object({ rate: z.object({ keptPercent: z.int(), count: z.int() }).nullable() }))
    .query(async ({ ctx, input }) => ({ rate: await findKeptRate(ctx, input.organisationId) })),
  setResumeAccess: scoped('applications:write')
    .input(z.object({ applicationId: ApplicationId, isShared: z.boolean() }))
    .output(z.object({ isShared: z.boolean() }))
    .mutation(({ ctx, input }) => setResumeAccess(ctx, input)),
  /** For sessions of people: figures of who was refused are for those who decide. */
  dispositions: signedIn
    .input(AskDispositions)
    .output(DispositionReport)
    .query(({ ctx, input }) => getDispositionReport(ctx, input)),
  overview: read.output(HiringOverview).query(({ ctx }) => listMyPipelines(ctx)),
  pipeline: read
    .input(z.object({ postingId: PostingId }))
    .output(Pipeline)
    .query(({ ctx, input }) => getPipeline(ctx, input.postingId)),
  /** Cards by their ids: what a room told of, under the reader's own rights. Ids of other postings are left out. */
  cards: read
    .input(z.object({ postingId: PostingId, ids: z.array(ApplicationId).min(1).max(100) }))
    .output(z.object({ data: z.array(HiringCard) }))
    .query(async ({ ctx, input }) => {
      const { posting } = await getPostingFor(ctx, input.postingId, 'candidate.view')
      return { data: await loadHiringCards(ctx.db, { postingId: posting.id, ids: input.ids }) }
    }),
  /** Opens one application with its résumé. No key may: a leaked one reads no résumé (#109). */
  candidate: signedIn
    .input(z.object({ applicationId: ApplicationId }))
    .output(CandidateApplication)
    .query(({ ctx, input }) => getCandidateApplication(ctx, input.applicationId)),
  move: write
    .input(MoveHiring)
    .output(HiringChanged)
    .mutation(({ ctx, input }) => moveHiringApplications(ctx, input)),
  close: write
    .input(CloseHiring)
    .output(HiringChanged)
    .mutation(({ ctx, input }) => closeHiringApplications(ctx, input)),
  tag: write
    .input(TagHiring)
    .output(HiringChanged)
    .mutation(({ ctx, input }) => tagHiringApplications(ctx, input)),
  undo: write
    .input(z.strictObject({ batchId: BatchId, undoBatchId: BatchId }))
    .output(HiringChanged)
    .mutation(({ ctx, input }) => undoHiring(ctx, input)),
  saveStages: write
    .input(SaveHiringStages)
    .output(z.object({ stages: z.array(HiringStage) }))
    .mutation(({ ctx, input }) => saveStages(ctx, input)),
  /** What a pipeline shows of applications, for programs: a key reads no résumé, no letter, no answer and no note. */
  applications: read
    .input(ListHiringApplications)
    .output(HiringCardPage)
    .query(({ ctx, input }) => listHiringApplications(ctx, input)),
  application: read
    .input(z.object({ applicationId: ApplicationId }))
    .output(HiringCard)
    .query(({ ctx, input }) => getHiringCard(ctx, input.applicationId)),
  stages: read
    .input(z.object({ postingId: PostingId }))
    .output(HiringStagesOfPosting)
    .query(({ ctx, input }) => listHiringStages(ctx, input.postingId)),
  addNote: write
    .input(AddHiringNote)
    .output(HiringNote)
    .mutation(({ ctx, input }) => addHiringNote(ctx, input)),
  updateNote: signedIn
    .input(z.strictObject({ noteId: HiringNoteId, markdown: z.string().trim().min(1).max(HIRING_NOTE_MAX), version: z.int() }))
    .output(HiringNote)
    .mutation(({ ctx, input }) => updateHiringNote(ctx, input)),
  removeNote: signedIn
    .input(z.strictObject({ noteId: HiringNoteId }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => removeHiringNote(ctx, input.noteId)),
})

/** Ways to look at pipelines and candidates that people saved. For people in a browser. */
export const viewsRouter = router({
  list: signedIn
    .input(AskViews)
    .output(HiringViews)
    .query(async ({ ctx, input }) => (await import('./views')).listViews(ctx, input)),
  save: signedIn
    .input(SaveView)
    .output(HiringView)
    .mutation(async ({ ctx, input }) => (await import('./views')).saveView(ctx, input)),
  remove: signedIn
    .input(z.strictObject({ viewId: HiringViewId }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => (await import('./views')).removeView(ctx, input.viewId)),
  setDefault: signedIn
    .input(SetDefaultView)
    .output(HiringViews)
    .mutation(async ({ ctx, input }) => (await import('./views')).setDefaultView(ctx, input)),
})

/** Seekers as one organisation knows them. */
export const candidatesRouter = router({
  list: read
    .input(ListCandidates)
    .output(CandidatePage)
    .query(({ ctx, input }) => listCandidates(ctx, input)),
  get: read
    .input(z.object({ candidateId: CandidateId }))
    .output(CandidateLine)
    .query(({ ctx, input }) => getCandidate(ctx, input.candidateId)),
  add: write
    .input(AddCandidate)
    .output(CandidateLine)
    .mutation(({ ctx, input }) => addCandidate(ctx, input)),
  addApplication: write
    .input(AddCandidateApplication)
    .output(HiringCard)
    .mutation(({ ctx, input }) => addCandidateApplication(ctx, input)),
  /** Looks in résumés too, and so is for people in a browser alone. */
  search: signedIn
    .input(SearchCandidates)
    .output(CandidateHitPage)
    .query(({ ctx, input }) => searchCandidates(ctx, input)),
  fields: read
    .input(z.object({ organisationId: OrganisationId }))
    .output(CandidateFields)
    .query(({ ctx, input }) => listCandidateFields(ctx, input.organisationId)),
  saveField: signedIn
    .input(SaveCandidateField)
    .output(CandidateField)
    .mutation(({ ctx, input }) => saveCandidateField(ctx, input)),
  archiveField: signedIn
    .input(ArchiveCandidateField)
    .output(CandidateField)
    .mutation(({ ctx, input }) => archiveCandidateField(ctx, input)),
  setFields: write
    .input(SetCandidateFields)
    .output(CandidateLine)
    .mutation(({ ctx, input }) => setCandidateFields(ctx, input)),
  fieldChanges: signedIn
    .input(z.object({ candidateId: CandidateId }))
    .output(CandidateFieldChanges)
    .query(({ ctx, input }) => listFieldChanges(ctx, input.candidateId)),
  export: signedIn
    .input(AskCandidateExport)
    .output(z.object({ csv: z.string(), isCut: z.boolean() }))
    .mutation(async ({ ctx, input }) => (await import('./export-candidates')).exportCandidates(ctx, input)),
  duplicates: signedIn
    .input(z.object({ candidateId: CandidateId }))
    .output(CandidateDuplicates)
    .query(({ ctx, input }) => findDuplicates(ctx, input.candidateId)),
  duplicateGroups: signedIn
    .input(z.object({ organisationId: OrganisationId }))
    .output(DuplicateGroups)
    .query(({ ctx, input }) => listDuplicateGroups(ctx, input.organisationId)),
  merges: signedIn
    .input(z.object({ candidateId: CandidateId }))
    .output(CandidateMerges)
    .query(({ ctx, input }) => listMerges(ctx, input.candidateId)),
  merge: signedIn
    .input(MergeCandidates)
    .output(CandidateLine)
    .mutation(({ ctx, input }) => mergeCandidates(ctx, input)),
  unmerge: signedIn
    .input(z.strictObject({ mergeId: BatchId }))
    .output(UnmergedCandidates)
    .mutation(({ ctx, input }) => unmergeCandidates(ctx, input.mergeId)),
  askForPool: signedIn
    .input(z.strictObject({ candidateId: CandidateId }))
    .output(z.object({ askedAt: IsoInstant }))
    .mutation(({ ctx, input }) => askForPool(ctx, input.candidateId)),
  poolState: anybody
    .input(z.object({ token: POOL_TOKEN }))
    .output(PoolState)
    .query(({ ctx, input }) => readPoolState(ctx, input.token)),
  answerPool: anybody
    .input(AnswerPool)
    .output(PoolState)
    .mutation(({ ctx, input }) => answerPool(ctx, input)),
  previewImport: signedIn
    .input(CandidateImport)
    .output(CandidateImportPreview)
    .query(async ({ ctx, input }) => (await import('./import-candidates')).previewCandidateImport(ctx, input)),
  commitImport: signedIn
    .input(CandidateImport)
    .output(CandidateImportResult)
    .mutation(async ({ ctx, input }) => (await import('./import-candidates')).commitCandidateImport(ctx, input)),
  importErrors: signedIn
    .input(CandidateImport)
    .output(z.object({ csv: z.string() }))
    .query(async ({ ctx, input }) => (await import('./import-candidates')).candidateImportErrors(ctx, input)),
})
