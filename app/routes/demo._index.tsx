import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useNavigation } from '@remix-run/react'
import { AccountFrame } from '../account/account-frame'
import { textOf } from '../account/form-answer'
import { enterDemo, leaveDemo } from '../api/demo.server'
import { whoAsks } from '../api/who-asks.server'
import { Button } from '../ui/button'

/** Looking makes nothing: a world is made by the button alone. */
export function loader({ context }: LoaderFunctionArgs) {
  if (whoAsks(context).person?.isDemo) throw redirect('/applications')
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  if (textOf(form, 'intent') === 'end') {
    await leaveDemo(context)
    throw redirect('/')
  }
  await enterDemo(context, 'UTC')
  throw redirect('/applications')
}

export const meta: MetaFunction = () => [
  { title: 'Try it without an account · Numerojobs' },
  { name: 'description', content: 'A world of your own for a day, filled with made-up applications. Then it is erased.' },
]

export default function DemoPage() {
  return (
    <AccountFrame title="Try it without an account" lead="One click makes you a world of your own, filled with made-up applications.">
      <ul className="mb-5 list-disc space-y-1.5 pl-5 text-ink-2">
        <li>It is yours alone, for a day. Then everything in it is erased.</li>
        <li>Change, add and remove what you like. No mail and no text message leaves it.</li>
        <li>Like it? Prove an address, and it becomes your account with everything in it.</li>
      </ul>
      <Form method="post" reloadDocument>
        <Button type="submit" tone="primary" size="lg" className="w-full" isBusy={useNavigation().state !== 'idle'}>
          Try it without an account
        </Button>
      </Form>
    </AccountFrame>
  )
}
