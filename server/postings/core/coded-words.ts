import type { PostingFields, PostingFinding } from '../../../contract/postings'
import { EU_COUNTRIES, LAWS, type Law } from './laws'

interface CodedWords {
  rule: 'age' | 'gender' | 'origin' | 'family' | 'disability'
  level: PostingFinding['level']
  pattern: RegExp
  message: string
}

/**
 * Words that shut people out, or that studies found to keep them from applying. Those that name a limit block; those that hint are said.
 * English and German: a list of words is honest only in a language that somebody wrote it for.
 */
const WORDS: CodedWords[] = [
  {
    rule: 'age',
    level: 'block',
    pattern:
      /\b(?:(?:under|below|over|above|older than|younger than|no older than|not older than|maximum|max\.?|up to) (?:the )?(?:age(?: of)? )?\d{2} ?(?:years old|years of age|y\/o)\b|(?:maximum|max\.?|minimum|upper) age\b(?! (?:limit )?does not)|age(?:d|s)? (?:between )?\d{2} ?(?:-|–|to|and) ?\d{2}\b|\d{2} ?(?:-|–|to) ?\d{2} years old\b|under (?:30|35|40|45|50) only\b|(?:nicht älter als|höchstens|maximal) \d{2} jahre(?: alt)?\b)/gi,
    message: 'A limit of age shuts people out. Name what the work needs instead.',
  },
  {
    rule: 'age',
    level: 'warning',
    pattern:
      /\b(?:digital natives?|recent (?:college |university )?graduates?|youthful|young(?:,| and|, and| &)? (?:dynamic|energetic|motivated|hungry|ambitious|fresh|team|talent|blood|professionals?|candidates?|applicants?|people wanted)|junges? (?:team|unternehmen|und dynamisch\w*)|berufsanfänger(?:in)?)\b/gi,
    message: 'This reads as a wish for young people. Say what somebody should be able to do.',
  },
  {
    rule: 'gender',
    level: 'block',
    pattern:
      /\b(?:(?:males?|females?|m[ae]n|wom[ae]n|ladies|gentlemen|boys|girls|frauen|männer) (?:only|preferred|wanted|bevorzugt|gesucht)|only (?:males?|females?|men|women)\b|nur (?:männer|frauen)|(?:prefer|seeking|looking for) (?:a )?(?:male|female|man|woman|girl|boy)\b)/gi,
    message: 'An advert may not ask for a sex or a gender.',
  },
  {
    rule: 'gender',
    level: 'warning',
    pattern:
      /\b(?:sales(?:man|men|woman|women)|chair(?:man|woman)|fore(?:man|men)|crafts(?:man|men)|handyman|repairman|cameraman|draftsman|waitress(?:es)?|stewardess(?:es)?|hostess(?:es)?|cleaning lad(?:y|ies)|seamstress|manpower|man hours?)\b/gi,
    message: 'This title names one gender. Take one for everybody: salesperson, chair, lead, server.',
  },
  {
    rule: 'gender',
    level: 'warning',
    pattern: /\b(?:rock ?stars?|ninjas?|gurus?|dominant|dominate|aggressive(?:ly)?|fearless|alpha|killer instinct)\b/gi,
    message: 'Studies find that words like this keep women from applying. Say what the work needs.',
  },
  {
    rule: 'origin',
    level: 'block',
    pattern:
      /\b(?:no foreigners|no immigrants|(?:white|black|asian|european|caucasian|christians?|muslims?|jews|hindus?|locals) only|only (?:whites?|christians?|muslims?|caucasians?)|keine ausländer)\b/gi,
    message: 'An advert may not choose by origin, colour or belief.',
  },
  {
    rule: 'origin',
    level: 'warning',
    pattern:
      /\b(?:native[- ](?:english |german |french |spanish )?speakers?|native (?:english|german|french)|muttersprachler(?:in)?|mother tongue)\b/gi,
    message: 'Where somebody was born says nothing about how well they speak. Ask for a level, such as fluent or C1.',
  },
  {
    rule: 'family',
    level: 'block',
    pattern:
      /\b(?:unmarried|single (?:men|women|males?|females?)|no (?:children|kids|pregnan\w+)|without children|not pregnant|childless)\b/gi,
    message: 'An advert may not ask about marriage, children or pregnancy.',
  },
  {
    rule: 'disability',
    level: 'block',
    pattern: /\b(?:able[- ]bodied|no disabilit(?:y|ies)|(?:must be |be )?physically perfect|no (?:mental|physical) illness(?:es)?)\b/gi,
    message: 'Name the task, such as lifting 20 kg, instead of a kind of body.',
  },
]

/** Every coded word of title and description, with where it stands. */
export function listCodedWords({ title, description, jurisdiction }: PostingFields): PostingFinding[] {
  return (
    [
      ['title', title],
      ['description', description],
    ] as const
  ).flatMap(([field, text]) =>
    WORDS.flatMap(({ rule, level, pattern, message }) =>
      [...text.matchAll(pattern)].map((match) => ({
        rule: `${rule}-words`,
        field,
        level,
        message: `“${match[0]}”: ${message}`,
        law: level === 'block' ? (lawOf(rule, jurisdiction)?.name ?? null) : null,
        span: { from: match.index, to: match.index + match[0].length },
      })),
    ),
  )
}

function lawOf(rule: CodedWords['rule'], jurisdiction: string | null): Law | null {
  const country = jurisdiction?.slice(0, 2)
  if (country === 'US') return rule === 'age' ? LAWS.ageUnitedStates : rule === 'gender' || rule === 'origin' ? LAWS.titleSeven : null
  return EU_COUNTRIES.some((code) => code === country) && rule !== 'gender' ? LAWS.equalEmployment : null
}
