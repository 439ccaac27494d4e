import type { NewJob } from '../server/jobs/open-jobs'

/** A vacancy that says no more than its title; a test says the rest, and gives it a key of its own. */
export const PLAIN_JOB: NewJob = {
  origin: 'synced',
  source: 'greenhouse',
  sourceKey: '',
  sourceUrl: null,
  postId: null,
  title: 'Baker',
  companyName: null,
  places: [],
  remote: null,
  remoteRegions: [],
  salary: null,
  employmentType: null,
  seniority: null,
  skills: [],
  applyUrl: null,
  contact: null,
  contactIsPublic: false,
  description: null,
  excerpt: null,
  language: null,
  fingerprint: [],
  foundAt: new Date('2026-11-21T10:00:00.000Z'),
  postedAt: null,
  validThrough: null,
}
