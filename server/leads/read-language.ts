import type { Word } from '../skills/read-words'

/** Words that are frequent in one language and rare in the others; figures of speech, not of these languages' adverts. */
const FREQUENT: Record<string, string> = {
  en: 'the and you for with are this that have our will your from who can work team about what they their not any just more looking is of to on at be we as an or us by',
  de: 'und der die das fur mit wir ein eine ist sind auf dich dein ihr sie von zum zur nicht bei suchen oder auch als im den dem des einen einer uns unser unsere haben werden ab',
  fr: 'le les des et une pour vous nous est dans avec sur votre notre qui que au aux du sont recherche poste ou plus ce cette par temps etre nos',
  es: 'el los las y una para con por que del se su nuestro nuestra esta son como empresa trabajo buscamos o mas en al es experiencia anos ofrecemos tu',
  it: 'il gli di che per con una del della e sono nel alla cerchiamo siamo lavoro azienda piu anche come dal dei delle ricerca si le presso',
  pt: 'os as uma para com por que do da em no na nao voce nossa nosso estamos vaga empresa e mais ao dos das experiencia trabalho somos procuramos',
  nl: 'het een en van voor met wij je jij ons onze zijn bij naar niet ook ben aan als wat werk zoeken op te dat die deze',
  pl: 'i w z na do dla nie jest oraz sie jak pracy praca oferujemy szukamy od po przy lub co za o firma osoby',
  sv: 'och att det som for med vi du ar en till av ett pa har inte eller din vara soker hos om dig kan',
  da: 'og at det som for med vi du er en til af et pa har ikke eller din vores soger hos om dig kan har bliver',
  tr: 've bir icin ile bu olarak olan da de is en cok ariyoruz deneyim tam zamanli calisma sirket ekip',
}

/** Words of adverts, which count for two: short posts hold few others. */
const TELLING: Record<string, string> = {
  en: 'hiring apply needed wanted hour experience join team required benefits looking full',
  de: 'sucht gesucht vollzeit teilzeit stelle bewerbung gehalt ab sofort mitarbeiter kenntnisse brutto unser',
  fr: 'recrute recherche cdi cdd poste salaire mois temps plein candidature brut',
  es: 'busca buscamos jornada completa enviar sueldo puesto restaurante mes se',
  it: 'cerco cercasi cerchiamo stagione mese alloggio contratto stipendio',
  pt: 'vaga mes salario hibrido contrata presencial curriculo',
  nl: 'gezocht uur vacature zoeken solliciteer fulltime maand',
  pl: 'zatrudnimy poszukujemy umowa miesiecznie wynagrodzenie oferujemy',
  sv: 'soker heltid tjanst lon manad',
  da: 'soger fuldtid stilling lon maned',
  tr: 'araniyor eleman maas basvuru ilan',
}

const WORDS_READ_MAX = 300
const HITS_MIN = 2

let weightsLoaded: Map<string, [string, number][]> | null = null

/**
 * ISO 639-1 code of the language a text is written in, among English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish,
 * Turkish and Arabic; `null` when too little speaks for one. Counts frequent words of the first 300.
 */
export function readLanguage(words: Word[]): string | null {
  weightsLoaded ??= buildWeights()
  const scores = new Map<string, number>()
  let arabic = 0
  const end = Math.min(words.length, WORDS_READ_MAX)
  for (let at = 0; at < end; at++) {
    const key = words[at]?.key ?? ''
    const code = key.charCodeAt(0)
    if (code >= 0x600 && code <= 0x6ff) arabic++
    const languages = weightsLoaded.get(key)
    if (languages !== undefined)
      for (const [language, weight] of languages) scores.set(language, (scores.get(language) ?? 0) + weight / languages.length)
  }
  if (arabic > 5 && arabic * 3 > end) return 'ar'
  const ranked = [...scores].sort((a, b) => b[1] - a[1])
  const [best, second] = ranked
  if (best === undefined || best[1] < HITS_MIN) return null
  return second !== undefined && second[1] > best[1] * 0.8 ? null : best[0]
}

function buildWeights(): Map<string, [string, number][]> {
  const weights = new Map<string, [string, number][]>()
  const add = (lists: Record<string, string>, weight: number) => {
    for (const [language, line] of Object.entries(lists)) {
      for (const word of line.split(' ')) {
        const held = weights.get(word) ?? []
        if (!held.some(([one]) => one === language)) weights.set(word, [...held, [language, weight]])
      }
    }
  }
  add(TELLING, 2)
  add(FREQUENT, 1)
  return weights
}
