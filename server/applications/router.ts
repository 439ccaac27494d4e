import { z } from 'zod'
import {
  ApplicationList,
  ApplicationPage,
  ChangedApplication,
  ChangedMany,
  CloseApplication,
  EarlierApplication,
  FindEarlier,
  HistoryList,
  HistoryPage,
  MoveApplication,
  SaveApplication,
  SavedApplication,
  UndoChange,
} from '../../contract/applications'
import { router, scoped } from '../core/trpc'
import { findEarlier } from './find-earlier'
import { listApplications } from './list-applications'
import { listHistory } from './list-history'
import { closeApplication, moveApplication } from './move-application'
import { saveApplication } from './save-application'
import { undoChange } from './undo-change'

const reads = scoped('applications:read')
const writes = scoped('applications:write')

export const applicationsRouter = router({
  save: writes
    .input(SaveApplication)
    .output(SavedApplication)
    .mutation(({ ctx, input }) => saveApplication(ctx, input)),
  findEarlier: reads
    .input(FindEarlier)
    .output(z.array(EarlierApplication))
    .query(({ ctx, input }) => findEarlier(ctx, input)),
  list: reads
    .input(ApplicationList)
    .output(ApplicationPage)
    .query(({ ctx, input }) => listApplications(ctx, input)),
  move: writes
    .input(MoveApplication)
    .output(ChangedApplication)
    .mutation(({ ctx, input }) => moveApplication(ctx, input)),
  close: writes
    .input(CloseApplication)
    .output(ChangedApplication)
    .mutation(({ ctx, input }) => closeApplication(ctx, input)),
  undo: writes
    .input(UndoChange)
    .output(ChangedMany)
    .mutation(({ ctx, input }) => undoChange(ctx, input)),
  history: reads
    .input(HistoryList)
    .output(HistoryPage)
    .query(({ ctx, input }) => listHistory(ctx, input)),
})
