import { z } from 'zod'
import { Task, TaskList, TaskPage } from '../../contract/tasks'
import { TaskId } from '../../contract/wire'
import { operatorOnly, router } from '../core/trpc'
import { listTasks, replayDeadTasks, replayTask } from './list-tasks'

export const tasksRouter = router({
  list: operatorOnly
    .input(TaskList)
    .output(TaskPage)
    .query(({ ctx, input }) => listTasks(ctx, input)),
  replay: operatorOnly
    .input(z.object({ taskId: TaskId }))
    .output(Task)
    .mutation(({ ctx, input }) => replayTask(ctx, input.taskId)),
  replayDead: operatorOnly.output(z.object({ replayed: z.int() })).mutation(({ ctx }) => replayDeadTasks(ctx)),
})
