/** Who is signed in, as the header shows them. */
export type ShownPerson = { id: string; sessionId: string | null; name: string }
export type PersonSlotProps = { person: ShownPerson; isOperator: boolean }
