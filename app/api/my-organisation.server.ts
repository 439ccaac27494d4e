import type { Organisation } from '../../contract/identity'
import type { serverApi } from './server'

/** An organisation of the person who asks, by its slug or id. To everybody but its members it does not exist. */
export async function myOrganisation(api: ReturnType<typeof serverApi>, slugOrId: string): Promise<Organisation> {
  const organisation = (await api.organisations.list()).find(({ id, slug }) => id === slugOrId || slug === slugOrId)
  if (!organisation) throw new Response(null, { status: 404 })
  return organisation
}
