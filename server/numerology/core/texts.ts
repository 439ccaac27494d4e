import { REFLECTION_NOTE } from './numbers'
import { NOTICE_VERSION, SHARE_TEXT_VERSION } from './text-versions'

/**
 * What an owner reads before numerology may weigh in their organisation's recommendations. A changed sentence is a new version, and whoever accepted an
 * older one is asked again when they next switch it on.
 */
export const ORGANISATION_NOTICE = {
  version: NOTICE_VERSION,
  title: 'Before you switch this on',
  paragraphs: [
    `${REFLECTION_NOTE} Numbers made of birth dates and names say nothing about how somebody works. We advise against using them to choose people.`,
    'It may be unlawful where you are. Birth dates stand for age, names for origin, sex and religion: laws against discrimination (in the United States ADEA and Title VII, in the European Union Directives 2000/43, 2000/78 and 2006/54), rules for automated decisions (GDPR Article 22, EU AI Act Annex III, New York City Local Law 144) and your own works agreements can forbid it. Ask a lawyer before you go on. You, not Numerojobs, decide about people and answer for it.',
    'It is limited, and the limits cannot be lifted. It weighs 20 % at most. It touches only candidates who share their compatibility with you, and only their order among each other: nobody who does not share stands lower for it, and nobody is left out of a list. It never sees or shows a birth date, a birth name or a number of somebody else.',
    'It is seen. Every list that it had a part in is written into a log that your owners read, and each candidate concerned is shown that you use it, how much it weighs, and when it was used.',
  ],
} as const

/** What a person reads before they share. */
export const SHARE_TEXT = {
  version: SHARE_TEXT_VERSION,
  paragraphs: [
    'Members of this organisation who opted in themselves will see how their numbers stand to yours: points such as 5 of 9. They see no birth date, no name and no number of yours.',
    `${REFLECTION_NOTE} Sharing is no part of an application. Nobody stands lower for not sharing, and you take it back in one click.`,
    'If an owner has switched it on, it may change your place among the candidates who share too, by 20 % of the order at most. You see here whether they did, and when it was used.',
  ],
} as const
