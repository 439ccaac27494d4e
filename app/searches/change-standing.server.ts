/** The procedures that change where somebody stands to a job or a company. */
interface StandingApi {
  following: { follow(company: { slug: string }): Promise<unknown>; unfollow(company: { slug: string }): Promise<unknown> }
  hidden: {
    hideJob(job: { jobId: string }): Promise<unknown>
    showJob(job: { jobId: string }): Promise<unknown>
    hideCompany(company: { slug: string }): Promise<unknown>
    showCompany(company: { slug: string }): Promise<unknown>
  }
}

/** Follows, hides or shows again what a form names, and says so. `null` when the form asks for something else. */
export async function changeStanding({ following, hidden }: StandingApi, form: FormData): Promise<string | null> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const [jobId, slug] = [text('jobId'), text('slug')]
  switch (text('intent')) {
    case 'follow':
      await following.follow({ slug })
      return 'You follow this company. Its new jobs are told from now on.'
    case 'unfollow':
      await following.unfollow({ slug })
      return 'You follow this company no more.'
    case 'hide-job':
      await hidden.hideJob({ jobId })
      return 'The job is hidden: it leaves your recommendations and news. It stands under Hidden, where “Show again” takes it back.'
    case 'show-job':
      await hidden.showJob({ jobId })
      return 'The job is shown again.'
    case 'hide-company':
      await hidden.hideCompany({ slug })
      return 'The company is hidden: all its jobs leave your recommendations and news. “Show again” takes it back.'
    case 'show-company':
      await hidden.showCompany({ slug })
      return 'The company is shown again.'
    default:
      return null
  }
}
