import { Page } from '../ui/page-shell'

export default function Landing() {
  return (
    <Page className="py-16">
      <h1 className="text-4xl font-semibold">Jobs, the moment somebody posts them</h1>
    </Page>
  )
}
