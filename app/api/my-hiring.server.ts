import type { Organisation } from '../../contract/identity'
import type { serverApi } from './server'

/** The organisations of the person who asks, the one that the page is about, and what their role lets them do with candidates there. */
export async function myHiring(api: ReturnType<typeof serverApi>, asked: string | null) {
  const organisations = await api.organisations.list()
  const organisation: Organisation | undefined =
    asked === null ? organisations[0] : organisations.find(({ id, slug }) => id === asked || slug === asked)
  if (asked !== null && !organisation) throw new Response(null, { status: 404 })
  const role = organisation?.role
  return {
    organisations: organisations.map(({ id, slug, name }) => ({ id, slug, name })),
    organisation: organisation ?? null,
    may: {
      search: role === 'owner' || role === 'recruiter' || role === 'hiring_manager',
      manage: role === 'owner' || role === 'recruiter',
    },
  }
}
