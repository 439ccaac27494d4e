import type { ApplicationCard } from '../../contract/applications'
import type { Interview } from '../../contract/interviews'
import type { JsonResume } from '../../contract/resumes'
import type { OutcomeKind, OutcomeReason, StageGroup } from '../../contract/stages'

/** One application of the demo. Days count back from now; a negative number is a day to come. Every company and sentence is made up by us. */
export interface DemoApplication {
  title: string
  companyName: string
  places: string[]
  source: string
  savedDaysAgo: number
  priority?: ApplicationCard['priority']
  tags?: string[]
  text?: string
  /** Where it went, in order. */
  path?: { to: Exclude<StageGroup, 'preparing' | 'closed'>; daysAgo: number }[]
  closed?: { kind: OutcomeKind; reason: OutcomeReason; daysAgo: number }
  notes?: { markdown: string; daysAgo: number }[]
  contacts?: { name: string; role: string; email: string }[]
  reminders?: { text: string; inDays: number; isDone?: boolean }[]
  interviews?: {
    kind: Interview['kind']
    inDays: number
    hour: number
    minutes: number
    people: string[]
    notes: string
    link?: string
    place?: string
  }[]
}

const applied = (daysAgo: number) => [{ to: 'applied' as const, daysAgo }]

export const DEMO_APPLICATIONS: readonly DemoApplication[] = [
  {
    title: 'Pastry Chef',
    companyName: 'Kestrel Bakery',
    places: ['Lyon, France'],
    source: 'own',
    savedDaysAgo: 1,
    priority: 2,
    tags: ['close to home'],
    text: 'Kestrel Bakery looks for a pastry chef for its second shop. Early shift, four days a week, a kitchen with daylight.',
    reminders: [{ text: 'Ask Inès whether the early shift is fixed', inDays: 1 }],
  },
  {
    title: 'Head of Production',
    companyName: 'Alder & Sons Confectionery',
    places: ['Geneva, Switzerland'],
    source: 'own',
    savedDaysAgo: 2,
    priority: 1,
    text: 'Leads a team of nine through the Christmas season and plans the line for the year after.',
  },
  {
    title: 'Recipe Developer',
    companyName: 'Foxglove Foods',
    places: ['Remote'],
    source: 'remotive',
    savedDaysAgo: 3,
    priority: 3,
    tags: ['remote'],
    reminders: [{ text: 'Finish the letter', inDays: 0 }],
  },
  {
    title: 'Chocolatier',
    companyName: 'Tern Island Chocolate',
    places: ['Bruges, Belgium'],
    source: 'facebook',
    savedDaysAgo: 5,
    notes: [{ markdown: 'Found in a post. They want **two photos of own work** with the application.', daysAgo: 5 }],
  },
  {
    title: 'Teacher for Bakery and Pastry',
    companyName: 'Weaver Street College',
    places: ['Grenoble, France'],
    source: 'own',
    savedDaysAgo: 8,
    priority: 1,
  },
  {
    title: 'Pastry Sous Chef',
    companyName: 'Hotel Lanternfish',
    places: ['Nice, France'],
    source: 'own',
    savedDaysAgo: 6,
    path: applied(4),
    priority: 2,
  },
  {
    title: 'Baker, Night Shift',
    companyName: 'Millrace Bread',
    places: ['Lyon, France'],
    source: 'facebook',
    savedDaysAgo: 9,
    path: applied(8),
  },
  {
    title: 'Quality Manager',
    companyName: 'Puffin Biscuits',
    places: ['Lille, France'],
    source: 'greenhouse',
    savedDaysAgo: 14,
    path: applied(12),
    notes: [{ markdown: 'The form asked for a number. I wrote 41,000.', daysAgo: 12 }],
  },
  {
    title: 'Cake Designer',
    companyName: 'Thimble & Crumb',
    places: ['Paris, France'],
    source: 'own',
    savedDaysAgo: 19,
    path: applied(18),
    reminders: [{ text: 'Write once more, kindly', inDays: -2 }],
  },
  {
    title: 'Production Planner',
    companyName: 'Northwind Dairy',
    places: ['Rennes, France'],
    source: 'lever',
    savedDaysAgo: 24,
    path: applied(22),
  },
  {
    title: 'Pastry Chef',
    companyName: 'Marsh Hen Restaurant',
    places: ['Dijon, France'],
    source: 'own',
    savedDaysAgo: 27,
    path: applied(26),
  },
  {
    title: 'Test Kitchen Lead',
    companyName: 'Sorrel Supermarkets',
    places: ['Lyon, France'],
    source: 'greenhouse',
    savedDaysAgo: 17,
    path: [
      { to: 'applied', daysAgo: 15 },
      { to: 'screening', daysAgo: 6 },
    ],
    priority: 3,
    contacts: [{ name: 'Maud Ferrand', role: 'Recruiter', email: 'maud.ferrand@sorrel-supermarkets.example' }],
    notes: [{ markdown: 'Maud called: they decide on the *first* of the month. Questions about allergens are likely.', daysAgo: 6 }],
    interviews: [
      { kind: 'phone', inDays: 1, hour: 10, minutes: 30, people: ['Maud Ferrand'], notes: 'Have the list of allergens at hand.' },
    ],
  },
  {
    title: 'Bakery Manager',
    companyName: 'Old Mint Station',
    places: ['Annecy, France'],
    source: 'own',
    savedDaysAgo: 21,
    path: [
      { to: 'applied', daysAgo: 20 },
      { to: 'screening', daysAgo: 9 },
    ],
    reminders: [{ text: 'Send the two references', inDays: 2 }],
  },
  {
    title: 'Gelato Maker',
    companyName: 'Sparrow Gelato',
    places: ['Turin, Italy'],
    source: 'facebook',
    savedDaysAgo: 16,
    path: [
      { to: 'applied', daysAgo: 16 },
      { to: 'screening', daysAgo: 11 },
    ],
  },
  {
    title: 'Pastry Chef de Partie',
    companyName: 'The Copper Whisk',
    places: ['Lyon, France'],
    source: 'own',
    savedDaysAgo: 25,
    path: [
      { to: 'applied', daysAgo: 24 },
      { to: 'screening', daysAgo: 17 },
      { to: 'interview', daysAgo: 7 },
    ],
    priority: 3,
    tags: ['favourite'],
    contacts: [{ name: 'Joris Amblard', role: 'Head chef', email: 'joris@copper-whisk.example' }],
    notes: [{ markdown: '- trial shift on a Thursday\n- bring own knives\n- they close in August', daysAgo: 6 }],
    interviews: [
      {
        kind: 'onsite',
        inDays: 3,
        hour: 14,
        minutes: 180,
        people: ['Joris Amblard'],
        place: 'Quai des Tilleuls 4, Lyon',
        notes: 'Trial shift: laminated dough and one plated dessert.',
      },
    ],
  },
  {
    title: 'Product Developer, Bakery',
    companyName: 'Hollow Oak Foods',
    places: ['Strasbourg, France'],
    source: 'lever',
    savedDaysAgo: 33,
    path: [
      { to: 'applied', daysAgo: 31 },
      { to: 'screening', daysAgo: 20 },
      { to: 'interview', daysAgo: 9 },
    ],
    priority: 2,
    interviews: [
      {
        kind: 'video',
        inDays: -4,
        hour: 11,
        minutes: 60,
        people: ['Ada Lindqvist', 'Piet Okafor'],
        link: 'https://meet.example/hollow-oak',
        notes: 'Went well. They asked how I would replace palm fat.',
      },
    ],
    reminders: [
      { text: 'Thank Ada for the talk', inDays: -3, isDone: true },
      { text: 'Ask when they decide', inDays: 4 },
    ],
  },
  {
    title: 'Assistant Head Baker',
    companyName: 'Bluebell Mills',
    places: ['Basel, Switzerland'],
    source: 'own',
    savedDaysAgo: 30,
    path: [
      { to: 'applied', daysAgo: 29 },
      { to: 'interview', daysAgo: 12 },
    ],
    interviews: [
      {
        kind: 'video',
        inDays: 6,
        hour: 9,
        minutes: 45,
        people: ['Renate Vogt'],
        link: 'https://meet.example/bluebell',
        notes: 'Second talk, with the owner.',
      },
    ],
  },
  {
    title: 'Head Pastry Chef',
    companyName: 'Grand Café Meridian',
    places: ['Lyon, France'],
    source: 'own',
    savedDaysAgo: 40,
    path: [
      { to: 'applied', daysAgo: 38 },
      { to: 'screening', daysAgo: 30 },
      { to: 'interview', daysAgo: 18 },
      { to: 'offer', daysAgo: 3 },
    ],
    priority: 3,
    tags: ['favourite'],
    notes: [{ markdown: 'Offer: **2,850 € a month**, Sundays and Mondays free. Answer by Friday.', daysAgo: 3 }],
    reminders: [{ text: 'Answer the offer', inDays: 3 }],
    contacts: [{ name: 'Célestine Roux', role: 'Owner', email: 'celestine@cafe-meridian.example' }],
  },
  {
    title: 'Junior Baker',
    companyName: 'Rook Street Bakery',
    places: ['Villeurbanne, France'],
    source: 'facebook',
    savedDaysAgo: 44,
    path: applied(43),
    closed: { kind: 'rejected', reason: 'experience', daysAgo: 35 },
    notes: [{ markdown: 'Too *much* experience, they said.', daysAgo: 35 }],
  },
  {
    title: 'Pastry Instructor',
    companyName: 'Saltmarsh Cooking School',
    places: ['Nantes, France'],
    source: 'own',
    savedDaysAgo: 50,
    path: [
      { to: 'applied', daysAgo: 49 },
      { to: 'screening', daysAgo: 40 },
    ],
    closed: { kind: 'withdrawn', reason: 'place', daysAgo: 36 },
  },
  {
    title: 'Night Production Lead',
    companyName: 'Beacon Bread Works',
    places: ['Marseille, France'],
    source: 'greenhouse',
    savedDaysAgo: 55,
    path: applied(54),
    closed: { kind: 'ghosted', reason: 'no-answer', daysAgo: 20 },
  },
  {
    title: 'Chocolate Taster',
    companyName: 'Cormorant Cacao',
    places: ['Remote'],
    source: 'remotive',
    savedDaysAgo: 37,
    closed: { kind: 'expired', reason: 'posting-closed', daysAgo: 28 },
  },
  {
    title: 'Food Stylist',
    companyName: 'Plover Pictures',
    places: ['Paris, France'],
    source: 'own',
    savedDaysAgo: 60,
    path: [
      { to: 'applied', daysAgo: 58 },
      { to: 'interview', daysAgo: 47 },
    ],
    closed: { kind: 'rejected', reason: 'position-filled', daysAgo: 42 },
  },
  {
    title: 'Catering Manager',
    companyName: 'Lockgate Events',
    places: ['Lyon, France'],
    source: 'own',
    savedDaysAgo: 63,
    path: applied(61),
    closed: { kind: 'rejected', reason: 'no-reason-given', daysAgo: 51 },
  },
  {
    title: 'Baker',
    companyName: 'Sunday Loaf Cooperative',
    places: ['Clermont-Ferrand, France'],
    source: 'facebook',
    savedDaysAgo: 70,
    path: [
      { to: 'applied', daysAgo: 69 },
      { to: 'screening', daysAgo: 60 },
    ],
    closed: { kind: 'ghosted', reason: 'no-answer', daysAgo: 33 },
  },
]

export const DEMO_NAME = 'Robin Reed'
export const DEMO_RESUME: JsonResume = {
  basics: {
    name: DEMO_NAME,
    label: 'Pastry chef',
    email: 'robin.reed@mail.example',
    summary: 'Pastry chef with eleven years in small shops and one hotel. Likes laminated dough, short menus and calm kitchens.',
    location: { city: 'Lyon', countryCode: 'FR' },
  },
  work: [
    {
      name: 'Bakery at the Lime Trees',
      position: 'Pastry chef',
      startDate: '2021-03',
      summary: 'Runs the pastry side of a shop with six people.',
      highlights: ['Brought the waste of a day from 9 to 3 percent', 'Trained two apprentices to their certificate'],
    },
    {
      name: 'Hotel Vesper',
      position: 'Chef de partie, pastry',
      startDate: '2016-09',
      endDate: '2021-02',
      highlights: ['Plated desserts for 120 covers a night', 'Planned the breakfast line'],
    },
  ],
  education: [
    { institution: 'Weaver Street College', area: 'Bakery and pastry', studyType: 'Certificate', startDate: '2012', endDate: '2014' },
  ],
  skills: [
    { name: 'Pastry', keywords: ['Laminated dough', 'Chocolate', 'Plated desserts'] },
    { name: 'Kitchen', keywords: ['HACCP', 'Production planning'] },
  ],
  languages: [
    { language: 'French', fluency: 'Native' },
    { language: 'English', fluency: 'Fluent' },
  ],
}
