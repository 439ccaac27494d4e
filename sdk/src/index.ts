export { type Client, type ClientOptions, createClient } from './client'
export type {
  Company,
  EmploymentType,
  ErrorCode,
  Evidence,
  ExtractedJob,
  FacetName,
  FacetValue,
  Job,
  JobCard,
  JobEvent,
  JobFacets,
  JobPage,
  PayPeriod,
  PostPreview,
  PostScore,
  QueryReading,
  Remote,
  Salary,
  Seniority,
  Verdict,
} from './contract'
export { NumerojobsError } from './errors'
export type { JobFilters, JobSearch, WatchFilters } from './filters'
export type { SocketLike, WebSocketConstructor } from './follow-room'
export type { CallOptions, WriteOptions } from './http'
export type { JobReport, JobsApi } from './jobs'
export type { WatchOptions, WatchState } from './watch'
