/**
 * Words by which a page says that its vacancy takes no more applications, by language. Closed lists: what is not here is not read as closed.
 * Each is looked for within one sentence, in lower case, with plain apostrophes and single spaces.
 */
const within = (subject: string, verdict: string) => `(?<!\\p{L})(?:${subject})(?!\\p{L})[^.!?\\n]{0,70}?(?<!\\p{L})(?:${verdict})`
const alone = (words: string) => `(?<!\\p{L})(?:${words})`

const PATTERNS: string[] = [
  // English
  within(
    'job|position|posting|role|vacancy|opening|listing|opportunity|advert|requisition',
    'no longer (?:available|accepting|open|active|exists?|advertised|posted|listed|online)|(?:has|have) (?:already )?(?:been )?(?:closed|filled|expired|removed|archived|taken down)|(?:is|was) (?:now |already |currently )?(?:closed|filled|expired|archived|unavailable)(?! (?:to|for|on))',
  ),
  alone(
    "(?:we(?:'re| are) |is |are )?no longer accepting (?:new )?applications|applications (?:for this (?:job|position|role|posting) )?(?:are|have) (?:now |been )?closed|job not found|position not found|job posting not found|vacancy not found|(?:the )?(?:job|position|posting|page|vacancy) (?:you(?:'re| are)|you were) (?:looking for|trying to (?:view|access)) (?:is no longer|no longer exists|does not exist|doesn't exist|could not be found|cannot be found|can't be found|has been|was not found|is not available|isn't available)",
  ),
  // German
  within(
    'stelle|stellenanzeige|stellenangebot|stellenausschreibung|position|job|jobanzeige|anzeige|ausschreibung|vakanz',
    'nicht (?:mehr|länger) (?:verfügbar|aktuell|online|aktiv|vakant|ausgeschrieben|zu besetzen|offen)|(?:ist |wurde )(?:bereits |leider |inzwischen |schon )*(?:besetzt|vergeben|geschlossen|abgelaufen|deaktiviert|archiviert)',
  ),
  alone(
    'bewerbungen (?:sind|werden) (?:leider )?nicht mehr (?:möglich|angenommen|entgegengenommen)|(?:die )?bewerbungsfrist (?:ist|war) (?:bereits )?(?:abgelaufen|beendet|verstrichen)',
  ),
  // French
  within(
    "offre|annonce|poste|offre d'emploi",
    "n'est (?:malheureusement )?plus (?:disponible|en ligne|active|actif|à pourvoir|d'actualité|ouverte?|publiée)|a (?:déjà )?(?:expiré|été (?:pourvue?|clôturée?|retirée?|fermée?|archivée?|supprimée?))|est (?:désormais |déjà )?(?:expirée?|pourvue?|clôturée?|fermée?|clos|close)",
  ),
  alone("(?:les )?candidatures (?:sont |sont désormais )?(?:closes|clôturées|fermées)|n'accept(?:e|ons) plus (?:de |les )?candidatures"),
  // Spanish
  within(
    'oferta|vacante|puesto|empleo|anuncio|convocatoria|posición',
    'ya no (?:está|se encuentra|esta) (?:disponible|activ[ao]|vigente|abiert[ao]|publicad[ao])|ha (?:caducado|expirado|finalizado|sido (?:cubiert[ao]|cerrad[ao]|eliminad[ao]|retirad[ao]))|(?:está|se encuentra) (?:cerrad[ao]|cubiert[ao]|caducad[ao]|expirad[ao])',
  ),
  alone('ya no (?:se )?acepta(?:n|mos)? (?:más |nuevas )?(?:candidaturas|solicitudes|postulaciones)'),
  // Italian
  within(
    'offerta|annuncio|posizione|ricerca|candidatura',
    'non è più (?:disponibile|attiv[ao]|apert[ao]|online|valid[ao])|è (?:già |ormai )?(?:scadut[ao]|chius[ao]|stat[ao] (?:chius[ao]|rimoss[ao]|coperta|archiviat[ao]))',
  ),
  alone('(?:le )?candidature (?:sono |sono ormai )?chiuse'),
  // Portuguese
  within(
    'vaga|oferta|anúncio|posição|oportunidade',
    '(?:já não|não) (?:está|se encontra) (?:mais )?(?:disponível|ativ[ao]|abert[ao])|(?:foi|está) (?:já )?(?:encerrad[ao]|preenchid[ao]|fechad[ao]|expirad[ao]|removid[ao])|expirou',
  ),
  alone('(?:já )?não (?:está|estamos) (?:mais )?a?(?: aceitar| aceitando|ceitando) (?:mais )?candidaturas|candidaturas encerradas'),
  // Dutch
  within(
    'vacature|functie|baan|positie',
    'niet (?:langer|meer) (?:beschikbaar|actief|open|online|vacant)|is (?:al |inmiddels |helaas )*(?:gesloten|vervuld|verlopen|ingevuld|verwijderd)',
  ),
  alone('(?:je kunt|u kunt|kan je) niet meer solliciteren|solliciteren is niet (?:meer|langer) mogelijk'),
  // Swedish, Danish, Norwegian
  within(
    'tjänsten|jobbet|annonsen|platsannonsen|rekryteringen',
    'inte längre (?:tillgänglig|aktiv|öppen|ledig)t?|är (?:redan |nu )?(?:tillsatt|stängd|avslutad|borttagen)|har (?:gått ut|stängts|tillsatts|löpt ut|tagits bort)',
  ),
  within(
    'stillingen|jobbet|opslaget|annoncen|annonsen|utlysningen',
    'ikke (?:længere|lenger) (?:ledig|tilgængelig|tilgjengelig|aktiv|opslået|åpen)t?|er (?:allerede |nå |nu )?(?:besat|besatt|lukket|udløbet|utløpt|fjernet|avsluttet)',
  ),
  alone(
    'ansökningstiden har (?:gått ut|passerat|löpt ut)|ansøgningsfristen er (?:udløbet|overskredet)|søknadsfristen (?:er|har) (?:utløpt|gått ut)',
  ),
  // Finnish
  within(
    'työpaikka|ilmoitus|hakuaika|haku|työpaikkailmoitus|tehtävä',
    'ei ole enää (?:avoinna|voimassa|saatavilla|haettavissa)|on (?:jo )?(?:päättynyt|sulkeutunut|suljettu|umpeutunut|vanhentunut)',
  ),
  // Polish
  within(
    'oferta|ogłoszenie|rekrutacja|stanowisko',
    'nie jest już (?:dostępn|aktualn|aktywn)[aey]|(?:już )?wygas(?:ła|ło)|została? (?:już )?(?:zakończon|zamknięt|usunięt)[aeoy]|jest (?:już )?(?:nieaktualn|nieaktywn|zakończon)[aey]',
  ),
  // Czech
  within(
    'nabídka|pozice|inzerát|pracovní místo',
    'již není (?:aktuální|aktivní|dostupn[áéý]|k dispozici)|(?:již )?byl[aoy]? (?:již )?(?:obsazen|ukončen|uzavřen|stažen)[aoy]?',
  ),
  // Japanese, Chinese
  '(?:この)?(?:求人|募集|案件)[^。\\n]{0,20}(?:終了しました|終了致しました|終了いたしました|掲載を終了|受付を終了|掲載が終了|締め切りました)',
  '(?:职位|岗位|招聘|職位|職缺)[^。\\n]{0,10}(?:已关闭|已下线|已过期|已结束|已停止招聘|不再招聘|已關閉|已下架)',
]

/** One expression of all of them. */
export const CLOSED_PHRASES = new RegExp(PATTERNS.join('|'), 'u')

/** Before the words and within their sentence: what would be, or will be, and is not said to be so. */
export const CONDITIONS =
  /(?<!\p{L})(?:if|once|when|until|till|unless|whether|before|after|wenn|falls|sobald|bis|sofern|si|quand|lorsque|dès que|jusqu'à ce que|cuando|hasta que|se|quando|finché|até que|als|wanneer|zodra|totdat|om|när|tills|hvis|når|indtil|jos|kun|kunnes|jeśli|gdy|dopóki|pokud|když|dokud)(?!\p{L})/u
