import { Tabs } from '../ui/tabs'

const TABS = [
  { to: '/today', label: 'Today' },
  { to: '/recommended', label: 'Recommended' },
  { to: '/applications', label: 'Applications' },
  { to: '/insights', label: 'Insights' },
]

/** The pages of what a person follows stand beside each other. */
export function AreaTabs() {
  return (
    <div className="mb-5">
      <Tabs label="My applications" tabs={TABS} />
    </div>
  )
}
