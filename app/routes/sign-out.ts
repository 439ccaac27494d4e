import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare'

/** Ends the session of this browser, everywhere it is held. */
export async function action({ context }: ActionFunctionArgs) {
  await context.signIn.signOut()
  throw redirect('/')
}

/** Looking at the address signs nobody out. */
export const loader = () => redirect('/')
