import type { NotificationEvent } from '../../contract/notifications'
import type { MailContent } from './mails/mail-templates'

/**
 * News that an employer here gives about an application that the person sent here: how it stands, an interview offered or called off.
 * They are part of applying, so that their mail needs no consent of its own; everything else that happens does.
 */
export function isOfService(event: NotificationEvent): boolean {
  return event === 'application.moved' || event === 'interview.invited'
}

/** Whether a mail tells nothing but such news. */
export function isMailOfService(mail: MailContent): boolean {
  switch (mail.template) {
    case 'update':
      return isOfService(mail.data.item.data.event)
    case 'digest':
      return mail.data.items.every(({ data }) => isOfService(data.event))
    default:
      return false
  }
}
