import { Tabs } from '../ui/tabs'

const TABS = [
  { to: '/following', label: 'New for you' },
  { to: '/saved-searches', label: 'Saved searches' },
  { to: '/hidden', label: 'Hidden' },
]

/** Pages of what finds a person by itself, and of what they do not want to see. */
export function NewsTabs() {
  return (
    <div className="mb-5">
      <Tabs label="New jobs for me" tabs={TABS} />
    </div>
  )
}
