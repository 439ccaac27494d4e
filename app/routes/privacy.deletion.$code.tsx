import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData } from '@remix-run/react'
import { DeletionStatus } from '../../contract/privacy'
import { serverApi } from '../api/server'
import { DeletionStatusCard } from '../privacy/deletion-status'
import { Page } from '../ui/page-shell'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const code = DeletionStatus.shape.confirmationCode.safeParse(params.code)
  if (!code.success) throw new Response(null, { status: 404 })
  return { status: await serverApi(context).privacy.deletionStatus({ code: code.data }) }
}

export const meta: MetaFunction = () => [{ title: 'Deletion of your data · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function DeletionPage() {
  const { status } = useLoaderData<typeof loader>()
  return (
    <Page className="max-w-[46rem]! py-8 sm:py-14">
      <DeletionStatusCard status={status} />
    </Page>
  )
}
