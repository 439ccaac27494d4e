import type { LiveEvent } from '../../contract/live'

/** Everything that the client takes from the contract: types alone, so that nothing of it is there at run time. */
export type { ErrorCode, Problem } from '../../contract/errors'
export type {
  Company,
  EmploymentType,
  FacetName,
  FacetValue,
  Job,
  JobCard,
  JobFacets,
  JobFilters as WireFilters,
  JobPage,
  JobReport as WireReport,
  JobSearch as WireSearch,
  PayPeriod,
  QueryReading,
  Remote,
  Salary,
  Seniority,
} from '../../contract/jobs'
export type { Evidence, ExtractedJob, PastedPost, PostPreview, PostScore, Verdict } from '../../contract/leads'
export type { EventsSince, LiveEvent, RoomFrame, Ticket } from '../../contract/live'

/** What happens to a job. Each event carries the final state; `seq` is where to go on from with `since`. */
export type JobEvent = Extract<LiveEvent, { type: `job.${string}` }>
