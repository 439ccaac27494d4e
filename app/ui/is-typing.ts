/** Whether keys go into a control, and are no commands. */
export function isTyping(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return false
  const isTextInput = target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return isTextInput || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}
