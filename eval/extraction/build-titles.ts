import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { readWords } from '../../server/skills/read-words'

/** The same of French, Spanish, Italian and Portuguese, where what describes a post stands behind it. */
const ROMANCE =
  'developpeur developpeuse ingenieure cuisinier cuisiniere serveur serveuse chauffeur vendeur vendeuse comptable infirmier infirmiere educateur professeur enseignant technicien technicienne macon plombier electricien menuisier boulanger patissier coiffeur coiffeuse preparateur cariste secretaire caissier caissiere commis barman conducteur agent conseiller conseillere commercial charge chargee responsable stagiaire alternant gestionnaire assistante ' +
  'desarrollador desarrolladora programador programadora ingeniero ingeniera cocinero cocinera camarero camarera conductor conductora vendedor vendedora dependiente dependienta contable enfermero enfermera profesor profesora tecnico tecnica albanil fontanero electricista carpintero panadero peluquero peluquera recepcionista administrativo administrativa mozo repartidor repartidora limpiador limpiadora ayudante auxiliar comercial encargado encargada cajero cajera soldador mecanico operario operaria gerente becario asesor consultor analista disenador ' +
  'sviluppatore cuoco cameriere autista commesso commessa contabile infermiere insegnante tecnico operaio magazziniere elettricista idraulico saldatore barista parrucchiere impiegato impiegata addetto addetta ' +
  'desenvolvedor desenvolvedora engenheiro cozinheiro garcom motorista atendente enfermeiro professora eletricista pedreiro analista assistente'

/** Names of trades and posts that the English lists lack. */
const OTHER_LANGUAGES =
  'entwickler entwicklerin ingenieur ingenieurin techniker technikerin mechaniker mechanikerin elektriker elektroniker monteur koch kochin kellner kellnerin fahrer fahrerin verkaufer verkauferin sachbearbeiter sachbearbeiterin buchhalter buchhalterin pflegefachkraft pflegekraft krankenpfleger krankenschwester erzieher erzieherin lehrer lehrerin berater beraterin leiter leiterin assistent assistentin mitarbeiter mitarbeiterin schreiner maler tischler maurer dachdecker reinigungskraft putzhilfe putzkraft haushaltshilfe lagerist lagerhelfer staplerfahrer servicekraft kuchenhilfe aushilfe auszubildende auszubildender azubi werkstudent werkstudentin praktikant praktikantin arzt arztin zahnarzthelferin friseur friseurin backer metzger gartner hausmeister disponent softwareentwickler kraftfahrer berufskraftfahrer anlagenmechaniker ' +
  'ontwikkelaar kok chauffeur verkoper verpleegkundige leraar monteur medewerker schoonmaker ' +
  'programista kucharz kucharza kierowca kierowce kierowcow sprzedawca sprzedawce magazynier magazyniera utvecklare kock kokk sykepleier'

const OWN_HEADS =
  'engineer engineers developer developers programmer programmers designer designers manager managers architect architects analyst analysts scientist scientists researcher researchers lead leads consultant consultants specialist specialists administrator administrators technician technicians director directors officer officers coordinator coordinators associate associates representative representatives executive executives assistant assistants recruiter recruiters writer writers editor editors marketer marketers accountant accountants bookkeeper bookkeepers intern interns internship cook cooks chef chefs server servers waiter waitress waitstaff bartender bartenders barista baristas dishwasher dishwashers host hostess busser cashier cashiers driver drivers nurse nurses caregiver caregivers teacher teachers tutor tutors instructor instructors electrician electricians plumber plumbers carpenter carpenters welder welders mechanic mechanics machinist machinists operator operators laborer laborers labourer painter painters roofer roofers cleaner cleaners housekeeper housekeepers janitor janitors custodian guard guards receptionist receptionists clerk clerks secretary stylist stylists hairdresser barber barbers therapist therapists hygienist dentist physician physicians pharmacist paramedic phlebotomist landscaper landscapers gardener installer installers picker pickers packer packers stocker stockers handyman nanny babysitter cto ceo cfo coo cmo cpo vp head founder cofounder sre sdet devops dev devs pm swe mle qa tester testers advocate evangelist counsel lawyer attorney paralegal buyer planner strategist producer animator photographer videographer artist artists agent agents closer setter rep reps foreman supervisor supervisors superintendent estimator surveyor inspector dispatcher courier loader mover movers crew staff trainer trainers coach coaches counselor worker workers helper helpers aide aides attendant attendants sommelier baker bakers butcher butchers merchandiser teller auditor controller economist actuary statistician biologist chemist physicist mathematician librarian pilot sailor mason tiler glazier fabricator assembler assemblers generalist owner apprentice apprentices trainee trainees groomer groomers veterinarian translator interpreter moderator copywriter scrum seamstress tailor florist lifeguard valet concierge porter bellhop bouncer promoter ambassador canvasser fundraiser fellow postdoc professor lecturer principal sysadmin dba partner cna rn lpn member wizard guru expert experts ninja'

const OWN_BEFORE =
  'js net senior sr snr junior jr mid level staff principal lead chief founding full stack fullstack front frontend back backend end software web mobile ios android machine learning ml ai data deep cloud platform infrastructure devops site reliability security network systems system embedded firmware hardware electrical mechanical robotics controls perception computer vision research applied product project program programme technical technology tech support customer success sales account business development marketing growth performance digital content social media community brand graphic ux ui visual motion game games qa quality assurance test automation release build solutions solution solutions field forward deployed integration integrations partner partnerships operations ops revenue finance financial legal commercial people hr human resources talent acquisition office executive personal virtual administrative medical clinical dental registered licensed practical certified physician family home health care nursing line prep sous head pastry grill fry pizza short order kitchen restaurant bar general store shift assistant warehouse delivery truck cdl class local otr forklift heavy equipment construction maintenance service hvac diesel auto automotive production manufacturing assembly machine cnc quality process industrial civil structural chemical environmental energy power solar wind geotechnical geospatial gis bioinformatics computational quantitative quant algorithm compiler kernel linux windows java python go golang rust ruby rails php react node typescript javascript scala kotlin swift c net elixir django laravel wordpress salesforce sap erp oracle sql database postgres analytics bi business intelligence implementation onboarding enterprise mid market smb strategic key regional national area district territory inside outside outbound inbound engineering design creative art video audio sound technical writer documentation developer relations devrel advocate experience part time full freelance contract entry graduate new grad summer night overnight weekend early career experienced lead member of technical staff llm nlp agent agents genai generative prompt distributed backend-focused product-minded payments billing identity trust safety risk fraud compliance blockchain crypto smart contract solidity protocol cryptography rf fpga asic vlsi analog digital signal optical photonics laser battery vehicle autonomous motion planning simulation 3d graphics rendering vr ar xr ai/ml gtm go-to-market demand generation lifecycle email seo paid search event events hospitality hotel front desk guest housekeeping room school elementary high special education math science english substitute child day care dog pet animal hair nail lash massage physical occupational speech mental behavioral school bus'

/**
 * Writes `server/leads/model/titles.json`: the words a job title ends with, and the words that stand before them.
 * Counted over O*NET alternate and reported titles (O*NET 29.2, CC BY 4.0) and titles of public Greenhouse boards.
 *
 * Usage: `npx tsx eval/extraction/build-titles.ts <output> <onet_alternate_titles.txt.gz> <onet_sample_of_reported_titles.txt.gz> <greenhouse_listings.csv.gz>`
 */
export function buildTitles(outputPath: string, alternatePath: string, reportedPath: string, boardPath: string): void {
  const onet = [...titleColumn(alternatePath), ...titleColumn(reportedPath)]
  const boards = readGzip(boardPath).map(boardTitle)
  const heads = new Set(`${OWN_HEADS} ${OTHER_LANGUAGES} ${ROMANCE}`.split(' '))
  const onetEnds = countWords(onet, 'end')
  const boardEnds = countWords(boards, 'end')
  for (const [word, count] of onetEnds) if (count >= 25 && isPersonLike(word)) heads.add(word)
  for (const [word, count] of boardEnds) if (count >= 60 && isPersonLike(word) && (onetEnds.get(word) ?? 0) >= 3) heads.add(word)
  const before = new Set(OWN_BEFORE.split(' '))
  for (const [word, count] of countWords(onet, 'before')) if (count >= 20) before.add(word)
  for (const [word, count] of countWords(boards, 'before')) if (count >= 60) before.add(word)
  for (const word of heads) before.add(word)
  for (const word of NEVER_BEFORE) before.delete(word)
  for (const word of NEVER_HEADS) heads.delete(word)
  const attribution =
    'Counted over O*NET 29.2 titles (O*NET Resource Center, U.S. Department of Labor, CC BY 4.0) and titles of public Greenhouse boards, with words of our own.'
  writeFileSync(
    outputPath,
    `${JSON.stringify({ attribution, heads: [...heads].sort().join(' '), before: [...before].sort().join(' '), first: [...new Set(ROMANCE.split(' '))].sort().join(' ') })}\n`,
  )
}

const NEVER_HEADS = (
  'former hand hands prep hvac charge chargee master security breaker catcher changer chaser charger caster cementer ' +
  'coater coverer digger dipper drier dyer filler firer folder hanger hunter layer maker marker mixer mounter player ' +
  'presser puller pusher puncher reader recorder remover rider runner scaler screener sorter spinner splitter spreader ' +
  'stamper stripper tender trimmer turner washer weigher winder wrapper poster counter hooker blower blender bender ' +
  'buffer feeder finisher gatherer grader grinder hauler inserter lineman liner modeler molder oiler offbearer ' +
  'patternmaker plater provider publisher pumper rigger roller sander sawyer sealer servicer sewer splicer spotter ' +
  'sprayer stacker stitcher straightener taker creator dealer broker distributor carrier observer monitor farmer ' +
  'commercial auxiliar miner leader hacker dipper taper'
).split(' ')
const NEVER_BEFORE =
  'based a an and as at by for from in into is of on or our per the this to we with you your us all remote hybrid onsite'.split(' ')

/** Most English names of trades end so; it keeps `Services` and `Operations` from being heads. */
function isPersonLike(word: string): boolean {
  return (
    /(er|or|ist|ian|ant|ent|man|men|ers|ors|ists|ians|ants|men|ess|yst|ard|ier|eer|eers|ic|ive|ives)$/.test(word) &&
    word.length > 3 &&
    !NOT_PERSONS.has(word)
  )
}
const NOT_PERSONS = new Set(
  (
    'center contractor water power customer consumer computer other paper floor department management development equipment ' +
    'government event content treatment environment investment plant career summer winter music public clinic electronic ' +
    'electric strategic automotive creative interactive retail number order motor interior exterior senior junior october ' +
    'september november december human women veteran enforcement talent client patient restaurant student enter user cancer ' +
    'matter transfer tower fiber rubber timber lumber leather weather under over after never ever however together another ' +
    'either rather whether founders customers users academic pacific traffic logistic basic cosmetic elementary fire native ' +
    'active massive drive live give five archive motive locomotive'
  ).split(' '),
)

function titleColumn(path: string): string[] {
  return readGzip(path)
    .slice(1)
    .map((line) => line.split('\t')[1] ?? '')
}

function boardTitle(line: string): string {
  const columns = /^\d+,[^,]*,("(?:[^"]|"")*"|[^,]*),/.exec(line)
  return (columns?.[1] ?? '').replaceAll('"', '').split(/[,(|–]| - /)[0] ?? ''
}

function readGzip(path: string): string[] {
  return new TextDecoder().decode(gunzipSync(readFileSync(path))).split('\n')
}

function countWords(titles: string[], where: 'end' | 'before'): Map<string, number> {
  const counts = new Map<string, number>()
  for (const title of titles) {
    const keys = readWords(title)
      .filter((word) => word.kind === 'word')
      .map((word) => word.key)
    for (const key of where === 'end' ? keys.slice(-1) : keys.slice(0, -1)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

const [outputPath, alternatePath, reportedPath, boardPath] = process.argv.slice(2)
if (outputPath?.endsWith('.json') && alternatePath && reportedPath && boardPath)
  buildTitles(outputPath, alternatePath, reportedPath, boardPath)
