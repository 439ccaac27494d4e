/** What a person is told when a form of theirs did not arrive. */
export const UNSENT_WORDS = 'The server could not be reached. Nothing is lost; try again when you are connected.'

/**
 * Sends what a page asks for. When the server cannot be reached the page stays as it is, with what was typed, and is answered `unsent`;
 * see `revalidatesWhenSent`, which leaves what is shown alone then.
 */
export async function sendOrStay<Sent, Unsent extends object>(
  serverAction: () => Promise<Sent>,
  unsent: Unsent,
): Promise<Sent | (Unsent & { isUnsent: true })> {
  try {
    return await serverAction()
  } catch (thrown) {
    // An answer of the server is the server's own affair; a request that never arrived is a TypeError.
    if (!(thrown instanceof TypeError)) throw thrown
    return { ...unsent, isUnsent: true }
  }
}
