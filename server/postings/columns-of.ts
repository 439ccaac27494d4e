import type { PostingFields } from '../../contract/postings'
import { yearlySalary } from '../jobs/core/normalise-salary'

/** Fields as their columns. The yearly value of pay is worked out here: what a caller says of it is not believed. */
export function columnsOf({ validThrough, salary, ...fields }: Partial<PostingFields>) {
  return {
    ...fields,
    ...(salary === undefined ? {} : { salary: salary && yearlySalary({ ...salary, isEstimate: false }) }),
    ...(validThrough === undefined ? {} : { validThrough: validThrough === null ? null : new Date(validThrough) }),
  }
}
