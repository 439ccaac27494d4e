import type { Seniority } from '../../contract/jobs'

/** One thing that somebody can do: how two applicants would write it, and how two employers would ask for it. */
interface Ability {
  id: string
  resume: readonly [string, string]
  posting: readonly [string, string]
}

interface Occupation {
  id: string
  half: 'tune' | 'held'
  titles: readonly [string, string, string]
  near: string
  abilities: readonly Ability[]
}

const ability = (id: string, ...[one, two, asked, wanted]: [string, string, string, string]): Ability => ({
  id,
  resume: [one, two],
  posting: [asked, wanted],
})

const PATIENT_CARE = ability(
  'patient-care',
  'Washed, fed and turned bedridden residents on two floors',
  'Helped twelve elderly people each morning with bathing and dressing',
  'You assist residents with personal hygiene, meals and mobility',
  'Daily basic care of older patients, from washing to walking',
)
const CARE_NOTES = ability(
  'care-notes',
  'Wrote up every shift in the electronic patient record',
  'Kept nursing documentation complete, also on nights',
  'Careful documentation of care in our digital records',
  'You record observations and handovers for the next shift',
)
const SERVICE_PREP = ability(
  'prep',
  'Set up my station before service and never ran out during a Saturday rush',
  'Prepared vegetables, stocks and doughs for 200 covers a day',
  'You prepare your section so that service runs smoothly',
  'Reliable mise en place for up to 200 guests',
)
const HACCP = ability(
  'haccp',
  'Kept temperature logs and cleaning plans that passed every food inspection',
  'Responsible for HACCP records in the kitchen',
  'You know food safety rules and HACCP and keep to them',
  'Hygiene standards and allergen labelling are second nature to you',
)
const DRAWINGS = ability(
  'drawings',
  'Worked from isometric drawings and marked up what the site had changed',
  'Read technical drawings and circuit diagrams without help',
  'Confident reading of technical drawings',
  'You work independently from plans and diagrams',
)
const SITE_SAFETY = ability(
  'site-safety',
  'Briefed the crew on lock-out and hot-work permits every Monday',
  'No lost day by accident in four years as safety contact of the workshop',
  'Safety rules on site and in the workshop matter to you',
  'You follow permits to work and wear protective equipment',
)
const SQL = ability(
  'sql',
  'Rewrote slow SQL queries in PostgreSQL, the worst from 40 s to 200 ms',
  'Modelled order data in MySQL and wrote the SQL behind the monthly figures',
  'Very good SQL, ideally PostgreSQL',
  'You write and tune queries on relational databases',
)
const PYTHON = ability(
  'python',
  'Wrote Python services and scripts that other teams built upon',
  'Automated imports with Python and tested them in CI',
  'Professional experience with Python',
  'You write clean, tested Python code',
)
const LEDGER = ability(
  'ledger',
  'Posted invoices and reconciled the general ledger with the bank each week',
  'Kept debtors and creditors current for three branches',
  'Posting of incoming and outgoing invoices, reconciliation of accounts',
  'You keep ledgers up to date and clear open items',
)
const EXCEL = ability(
  'excel',
  'Built Excel sheets with pivot tables that replaced two days of copying',
  'Used Excel daily, from lookups to small macros',
  'Confident use of Excel',
  'Strong spreadsheet skills, pivot tables included',
)
const LOADING = ability(
  'loading',
  'Loaded and secured mixed freight, also with a forklift, and checked it against the papers',
  'Strapped pallets and machines so that nothing ever moved on the road',
  'Loading, unloading and securing of cargo',
  'You handle pallets safely and check deliveries for completeness',
)
const SCHEDULE = ability(
  'schedule',
  'Planned tours and docks so that lorries waited under twenty minutes',
  'Kept delivery windows in city traffic, 98 of 100 on time',
  'Punctual deliveries and good planning of routes and slots',
  'You keep time windows and tell dispatch early when something slips',
)

/** Six for the choosing of weights, six that are only reported. Neighbours share abilities. */
export const OCCUPATIONS: readonly Occupation[] = [
  {
    id: 'nurse',
    half: 'tune',
    titles: ['Registered Nurse', 'Staff Nurse', 'Nurse, Internal Medicine'],
    near: 'carer',
    abilities: [
      ability(
        'medication',
        'Prepared and gave medication and infusions by the doctor’s plan',
        'Set drips, drew blood and watched for reactions',
        'Safe administration of medicines and infusions',
        'You give injections and manage intravenous therapy',
      ),
      ability(
        'wounds',
        'Changed dressings of chronic wounds and photographed their healing',
        'Cared for surgical wounds and drains after operations',
        'Modern wound management',
        'Dressing changes and post-operative care',
      ),
      ability(
        'triage',
        'Judged within minutes who had to see a doctor first in a full emergency room',
        'Recognised sepsis early in two patients and called the team',
        'You assess acute patients quickly and set priorities',
        'Calm clinical judgement in emergencies',
      ),
      PATIENT_CARE,
      CARE_NOTES,
    ],
  },
  {
    id: 'carer',
    half: 'tune',
    titles: ['Care Assistant', 'Nursing Home Carer', 'Home Care Worker'],
    near: 'nurse',
    abilities: [
      PATIENT_CARE,
      CARE_NOTES,
      ability(
        'dementia',
        'Found ways to reach people with dementia: old songs, old routines',
        'Led a small group for residents who had lost their memory',
        'Patience with people who live with dementia',
        'Experience in dementia care and activation',
      ),
      ability(
        'families',
        'Spoke with worried relatives every week and told them plainly how things stood',
        'Explained care plans to families',
        'Friendly contact with relatives',
        'You keep families informed',
      ),
      ability(
        'household',
        'Cooked, cleaned and shopped for clients in their own homes',
        'Ran errands and kept flats in order for people who live alone',
        'Help in the household of our clients',
        'Shopping, light cooking and cleaning at clients’ homes',
      ),
    ],
  },
  {
    id: 'pastry',
    half: 'tune',
    titles: ['Pastry Chef', 'Pastry Cook', 'Confectioner'],
    near: 'cook',
    abilities: [
      ability(
        'lamination',
        'Laminated dough by hand for 300 croissants before six in the morning',
        'Folded puff pastry and Danish daily',
        'You master laminated doughs such as croissant and puff pastry',
        'Viennoiserie made from scratch',
      ),
      ability(
        'chocolate',
        'Tempered chocolate and filled pralines for three shops',
        'Built showpieces of chocolate and pulled sugar',
        'Tempering, moulding and decorating with chocolate',
        'Skilled chocolate and sugar work',
      ),
      ability(
        'desserts',
        'Wrote the dessert menu of each season and costed every plate',
        'Plated desserts for 90 guests a night',
        'Creation of plated desserts and seasonal menus',
        'You develop new desserts together with the chef',
      ),
      SERVICE_PREP,
      HACCP,
    ],
  },
  {
    id: 'cook',
    half: 'tune',
    titles: ['Line Cook', 'Chef de Partie', 'Cook'],
    near: 'pastry',
    abilities: [
      SERVICE_PREP,
      HACCP,
      ability(
        'grill',
        'Ran the grill on weekends and sent back nothing overcooked',
        'Cooked meat and fish to the point, forty tickets an hour',
        'You run the grill or fish station during service',
        'Confident cooking of meat and fish à la carte',
      ),
      ability(
        'stock-order',
        'Ordered goods, counted stock on Sundays and cut waste by a fifth',
        'Took deliveries and sent back what was not fresh',
        'Ordering of goods and checking of deliveries',
        'You keep an eye on stock and waste',
      ),
      ability(
        'team-kitchen',
        'Taught three apprentices to use a knife and keep calm',
        'Stood in for the sous chef and led a brigade of six',
        'Guidance of apprentices and kitchen helpers',
        'You lead a small brigade when the chef is away',
      ),
    ],
  },
  {
    id: 'welder',
    half: 'tune',
    titles: ['Welder', 'TIG Welder', 'Welder and Fitter'],
    near: 'electrician',
    abilities: [
      ability(
        'tig',
        'Welded stainless pipe by TIG, X-rayed seam by seam',
        'Joined thin stainless sheet for dairies by TIG',
        'TIG welding of stainless steel',
        'Pipe seams that pass X-ray testing',
      ),
      ability(
        'mag',
        'Welded steel frames by MIG/MAG in all positions',
        'Built railings and containers by MAG',
        'MIG/MAG welding in several positions',
        'Experience in welding steel constructions',
      ),
      ability(
        'fitting',
        'Measured, cut and tacked frames to half a millimetre',
        'Bent and ground sheet metal and fitted it on site',
        'Cutting, grinding and fitting of metal parts',
        'You assemble components precisely',
      ),
      DRAWINGS,
      SITE_SAFETY,
    ],
  },
  {
    id: 'electrician',
    half: 'tune',
    titles: ['Electrician', 'Industrial Electrician', 'Electrical Fitter'],
    near: 'welder',
    abilities: [
      DRAWINGS,
      SITE_SAFETY,
      ability(
        'cabinets',
        'Wired control cabinets and tested each loop before delivery',
        'Built distribution boards for two schools',
        'Wiring of switch cabinets and distribution boards',
        'You build and test control panels',
      ),
      ability(
        'faults',
        'Found a fault in a bottling line at three at night and had it running by five',
        'Measured, isolated and repaired faults in motors and drives',
        'Troubleshooting and repair of electrical machines',
        'You find faults systematically and fix them',
      ),
      ability(
        'installation',
        'Laid cable and sockets in forty new flats',
        'Installed lighting, ventilation and charging points',
        'Electrical installation in buildings',
        'Laying cables, installing outlets and lighting',
      ),
    ],
  },
  {
    id: 'backend',
    half: 'held',
    titles: ['Backend Engineer', 'Software Developer', 'Python Developer'],
    near: 'analyst',
    abilities: [
      SQL,
      PYTHON,
      ability(
        'api',
        'Designed the REST interface that our app and two partners use',
        'Built HTTP services that take 3,000 requests a second',
        'Design and operation of REST APIs',
        'You build web services that scale',
      ),
      ability(
        'deploy',
        'Moved our services into Docker and on to Kubernetes',
        'Set up pipelines that ship ten times a day',
        'Experience with Docker, Kubernetes and CI/CD',
        'You run what you build, with containers and automated delivery',
      ),
      ability(
        'review',
        'Reviewed code with care and wrote down why we decide as we do',
        'Mentored two juniors by pairing',
        'Code review and mentoring of younger colleagues',
        'You care about tests, reviews and documentation',
      ),
    ],
  },
  {
    id: 'analyst',
    half: 'held',
    titles: ['Data Analyst', 'Business Intelligence Analyst', 'Reporting Analyst'],
    near: 'backend',
    abilities: [
      SQL,
      PYTHON,
      ability(
        'dashboards',
        'Drew dashboards in Power BI that the board opens every Monday',
        'Built Tableau reports for forty shops',
        'Creation of dashboards in Power BI or Tableau',
        'You turn figures into reports that people read',
      ),
      ability(
        'statistics',
        'Ran A/B tests and told marketing which campaign really worked',
        'Forecast demand with regression and was off by four percent',
        'Sound knowledge of statistics and experiments',
        'Forecasts and significance tests hold no fear for you',
      ),
      ability(
        'stakeholders',
        'Sat with sales and asked until the question was clear',
        'Presented findings to people who do not like numbers',
        'You explain results to colleagues without a technical background',
        'Close work with departments to understand their questions',
      ),
    ],
  },
  {
    id: 'accountant',
    half: 'held',
    titles: ['Accountant', 'Financial Accountant', 'Bookkeeper'],
    near: 'payroll',
    abilities: [
      LEDGER,
      EXCEL,
      ability(
        'closing',
        'Closed the books each month by the fourth working day',
        'Prepared annual accounts with the auditor',
        'Monthly and annual closing',
        'You prepare financial statements',
      ),
      ability(
        'vat',
        'Filed the VAT returns of two companies',
        'Answered the tax office and won one objection',
        'VAT returns and contact with the tax authorities',
        'Sound knowledge of tax law for businesses',
      ),
      ability(
        'datev',
        'Moved our bookkeeping from paper to DATEV',
        'Worked in SAP and introduced scanning of receipts',
        'Experience with DATEV or SAP',
        'You are at home in accounting software',
      ),
    ],
  },
  {
    id: 'payroll',
    half: 'held',
    titles: ['Payroll Clerk', 'Payroll Specialist', 'Wages Administrator'],
    near: 'accountant',
    abilities: [
      EXCEL,
      LEDGER,
      ability(
        'wages',
        'Ran the wages of 340 people on the 25th, every month',
        'Worked out shift bonuses, sick pay and parental leave',
        'Independent payroll for about 300 employees',
        'Calculation of wages, bonuses and absences',
      ),
      ability(
        'social',
        'Reported joiners and leavers to the social insurance',
        'Answered audits of social security without a finding',
        'Knowledge of social insurance and income tax law',
        'You report to health insurers and pension funds',
      ),
      ability(
        'questions',
        'Explained a payslip to whoever stood at my desk',
        'First contact of staff for leave and working time',
        'Friendly answers to employees’ questions',
        'You advise colleagues on pay and working time',
      ),
    ],
  },
  {
    id: 'driver',
    half: 'held',
    titles: ['Truck Driver', 'HGV Driver', 'Delivery Driver'],
    near: 'warehouse',
    abilities: [
      LOADING,
      SCHEDULE,
      ability(
        'long-haul',
        'Drove a 40-tonne articulated lorry between Rotterdam and Milan',
        'Drove night trunks with swap bodies',
        'Long-distance driving of articulated lorries',
        'National and international haulage',
      ),
      ability(
        'vehicle',
        'Checked oil, tyres and lights before each trip and noted defects',
        'Did small repairs myself and kept the cab clean',
        'Daily vehicle checks and care',
        'You look after your vehicle',
      ),
      ability(
        'papers',
        'Filled in freight papers and tachograph without a fine',
        'Handled customs papers at three borders',
        'Correct freight documents and driving times',
        'You keep to driving hours and know customs forms',
      ),
    ],
  },
  {
    id: 'warehouse',
    half: 'held',
    titles: ['Warehouse Supervisor', 'Shift Leader Warehouse', 'Logistics Team Leader'],
    near: 'driver',
    abilities: [
      LOADING,
      SCHEDULE,
      ability(
        'shift',
        'Led a shift of eighteen and wrote the rota',
        'Trained newcomers and spoke with those who came late',
        'Leadership of a shift team',
        'You plan staff and lead about twenty people',
      ),
      ability(
        'inventory',
        'Ran the yearly stock-taking and halved the differences',
        'Kept stock in the warehouse system right to 99.6 percent',
        'Stock control and inventory',
        'You keep stock accuracy high in our warehouse system',
      ),
      ability(
        'picking',
        'Rearranged aisles so that picking took a third less time',
        'Picked and packed 900 orders a day in season',
        'Improvement of picking and packing',
        'Experience in order picking',
      ),
    ],
  },
]

/** What is graded of a person. `shows` are numbers of abilities of their occupation; `extra` of others, `occupation:number`. */
export interface ResumeFacts {
  occupation: string
  level: Seniority
  years: number
  degree: number
  languages: readonly string[]
  licences: readonly string[]
  shows: readonly number[]
  extra?: readonly string[]
  /** An occupation that they want next. */
  wants?: string
  /** Titles in place of the occupation's own, and lines that show no ability of any. */
  titles?: readonly string[]
  lines?: readonly string[]
  /** Bare words in the list of skills that nothing shows. */
  stuffed?: readonly string[]
}

const r = (
  occupation: string,
  level: Seniority,
  years: number,
  degree: number,
  languages: string,
  licences: string,
  shows: string,
  more: Partial<ResumeFacts> = {},
): ResumeFacts => ({
  occupation,
  level,
  years,
  degree,
  languages: languages.split(' '),
  licences: licences === '' ? [] : licences.split(' '),
  shows: [...shows].map(Number),
  ...more,
})

export const RESUMES: readonly ResumeFacts[] = [
  r('nurse', 'mid', 5, 3, 'en de', 'nursing', '01234'),
  r('nurse', 'senior', 12, 3, 'de', 'nursing', '1234'),
  r('nurse', 'junior', 1, 2, 'en fr', 'nursing', '034'),
  r('nurse', 'mid', 6, 3, 'en', '', '0134'),
  r('carer', 'mid', 4, 2, 'de en', '', '01234'),
  r('carer', 'junior', 1, 1, 'de', '', '034', { wants: 'nurse' }),
  r('carer', 'senior', 9, 2, 'fr en', '', '0123'),
  r('pastry', 'mid', 4, 2, 'fr en', '', '01234'),
  r('pastry', 'senior', 10, 2, 'fr', '', '0123'),
  r('pastry', 'junior', 1, 2, 'de', '', '034'),
  r('cook', 'mid', 5, 2, 'en fr', '', '01234'),
  r('cook', 'junior', 1, 1, 'en', '', '012', { wants: 'pastry' }),
  r('cook', 'senior', 11, 2, 'de', '', '0124'),
  r('welder', 'mid', 6, 2, 'de', 'welding', '01234'),
  r('welder', 'senior', 13, 2, 'en', 'welding', '0134'),
  r('welder', 'junior', 2, 2, 'de en', '', '124'),
  r('electrician', 'mid', 5, 2, 'de', 'electrical', '01234'),
  r('electrician', 'senior', 10, 2, 'en de', 'electrical', '0123'),
  r('electrician', 'junior', 1, 2, 'fr', 'electrical', '014'),
  r('backend', 'mid', 4, 3, 'en', '', '01234'),
  r('backend', 'senior', 9, 4, 'en de', '', '01234'),
  r('backend', 'junior', 1, 3, 'en', '', '012'),
  r('analyst', 'mid', 4, 4, 'en de', '', '01234'),
  r('analyst', 'junior', 1, 3, 'en', '', '023', { wants: 'backend' }),
  r('analyst', 'senior', 8, 4, 'de', '', '0234'),
  r('accountant', 'mid', 5, 3, 'de en', '', '01234'),
  r('accountant', 'senior', 12, 4, 'de', '', '0234'),
  r('accountant', 'junior', 1, 2, 'en', '', '014'),
  r('payroll', 'mid', 5, 2, 'de', '', '01234'),
  r('payroll', 'senior', 10, 3, 'de en', '', '0123'),
  r('payroll', 'junior', 1, 2, 'en', '', '024', { wants: 'accountant' }),
  r('driver', 'mid', 6, 1, 'de', 'lorry', '01234'),
  r('driver', 'senior', 14, 1, 'en', 'lorry', '0124'),
  r('driver', 'junior', 1, 1, 'fr en', '', '013'),
  r('warehouse', 'mid', 5, 2, 'de en', '', '01234'),
  r('warehouse', 'senior', 11, 2, 'en', '', '0234'),
  // Same word, other work.
  r('none', 'senior', 8, 4, 'en', '', '', {
    titles: ['Real Estate Developer', 'Land Developer'],
    lines: [
      'Developed sixty flats on an old railway yard, from permit to keys',
      'Negotiated with banks, architects and neighbours',
      'Built a pipeline of four sites',
    ],
  }),
  r('none', 'mid', 6, 3, 'en de', '', '', {
    titles: ['Sound Engineer', 'Live Engineer'],
    lines: [
      'Mixed four hundred concerts and rigged the stage safely',
      'Wired consoles and loudspeakers on tour',
      'Recorded and reviewed two albums',
    ],
  }),
  // Beside the work.
  r('none', 'mid', 5, 2, 'de', '', '', {
    titles: ['Sales Representative, Welding Machines'],
    lines: [
      'Sold TIG and MAG welding machines to metal workshops',
      'Demonstrated equipment for stainless steel at fairs',
      'Advised welders on gas and wire',
    ],
  }),
  r('none', 'mid', 4, 3, 'en de', '', '', {
    titles: ['Recruiter, Healthcare'],
    lines: [
      'Recruited registered nurses and care assistants for twelve hospitals',
      'Interviewed nurses about wound care and medication',
      'Kept records of all applicants',
    ],
  }),
  r('accountant', 'mid', 5, 3, 'fr en', '', '01', {
    titles: ['Bookkeeper of a Bakery'],
    lines: ['Kept the books of a pastry shop with nine confectioners', 'Costed croissants, pralines and plated desserts'],
  }),
  r('none', 'senior', 9, 4, 'en', '', '', {
    titles: ['Release Driver', 'Delivery Manager, Software'],
    lines: [
      'Drove the release of software to forty customers',
      'Delivered projects on time and kept the schedule',
      'Loaded test data and planned routes to production',
    ],
  }),
  // Stuffed.
  r('cook', 'junior', 1, 1, 'de', '', '01', {
    stuffed: ['TIG welding', 'Wound management', 'Python', 'Kubernetes', 'Payroll', 'Medication', 'Switch cabinets', 'VAT', 'Chocolate'],
  }),
  r('warehouse', 'junior', 1, 1, 'en', '', '04', {
    stuffed: ['SQL', 'Power BI', 'Statistics', 'Long-distance driving', 'Monthly closing', 'REST', 'Social insurance', 'Docker'],
  }),
]

export interface PostingFacts {
  occupation: string
  level: Seniority
  years: number | null
  degree: number | null
  languages: readonly string[]
  licence: string | null
  asks: readonly number[]
  title?: string
  lines?: readonly string[]
}

const p = (
  occupation: string,
  level: Seniority,
  years: number | null,
  degree: number | null,
  languages: string,
  licence: string | null,
  asks: string,
  more: Partial<PostingFacts> = {},
): PostingFacts => ({
  occupation,
  level,
  years,
  degree,
  languages: languages === '' ? [] : languages.split(' '),
  licence,
  asks: [...asks].map(Number),
  ...more,
})

export const POSTINGS: readonly PostingFacts[] = [
  p('nurse', 'mid', 3, 3, 'en', 'nursing', '0124'),
  p('nurse', 'junior', null, null, 'de', 'nursing', '034'),
  p('carer', 'mid', 2, null, 'de', null, '0123'),
  p('carer', 'junior', null, null, '', null, '034'),
  p('pastry', 'senior', 5, null, 'fr', null, '0123'),
  p('pastry', 'mid', 2, 2, '', null, '0134'),
  p('cook', 'mid', 3, null, 'en', null, '0123'),
  p('cook', 'senior', 6, 2, 'de', null, '1234'),
  p('welder', 'mid', 3, 2, '', 'welding', '0234'),
  p('welder', 'junior', null, null, 'de', null, '124'),
  p('electrician', 'mid', 3, 2, 'de', 'electrical', '0123'),
  p('electrician', 'senior', 7, null, '', 'electrical', '1234'),
  p('backend', 'senior', 6, 3, 'en', null, '01234'),
  p('backend', 'junior', null, null, 'en', null, '012'),
  p('analyst', 'mid', 3, 3, 'en', null, '0234'),
  p('analyst', 'senior', 6, null, 'de', null, '0123'),
  p('accountant', 'mid', 3, 3, 'de', null, '0123'),
  p('accountant', 'junior', null, 2, '', null, '014'),
  p('payroll', 'mid', 3, null, 'de', null, '0234'),
  p('payroll', 'junior', null, null, '', null, '124'),
  p('driver', 'mid', 2, null, '', 'lorry', '0124'),
  p('driver', 'junior', null, null, '', null, '013'),
  p('warehouse', 'mid', 3, 2, 'de', null, '0234'),
  p('warehouse', 'senior', 6, null, 'en', null, '1234'),
  p('none', 'senior', 5, 3, 'en', null, '', {
    title: 'Developer, Residential Property',
    lines: ['You develop sites from purchase to handover', 'Negotiation with banks and architects', 'Knowledge of building law'],
  }),
  p('none', 'mid', 3, null, '', null, '', {
    title: 'Live Sound Engineer',
    lines: ['You mix concerts and speak with musicians', 'Rigging and wiring of sound systems', 'Driving licence for the van'],
  }),
]
