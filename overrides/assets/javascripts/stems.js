// What a word may be a form of: its candidate stems with what each costs. Two words match where they share any.
// Letters are folded by the table that the index brings (`words/lookalike.py`).

const REPEATED = /(?<=.)(\p{L})\1+/gu
const WORD = /(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?|\p{L}+/gu

/** The words and numbers of a text in small letters, each with its place: as `outputs/search.py` counts them. */
export function tokens(text) {
  return [...text.matchAll(WORD)].map(match => ({
    word: match[0].toLowerCase().replace(/[ \u00a0\u202f]/g, ""), start: match.index, end: match.index + match[0].length,
  }))
}

/** A word as it is compared. */
export function folded(word, letters) {
  return [...word].map(letter => letters[letter] ?? letter).join("").replace(REPEATED, "$1")
}

const set = text => new Set(text.split(" "))
const VOWEL = /[аеиоу]/

// Kazakh, in folded letters: ы, і and й are и; ғ, қ and г are к; б is п; ә, ө, ұ, ү are а, о, у.
// Endings in the order from the end of a word: those of cases, persons and numbers; then of verbs; then what makes new words.
const CASES = set("лар лер дар дер тар тер м им н ин си и миз имиз низ иниз нин дин тин ни ди ти ка ке на не а е да де та те " +
  "дан ден тан тен нан нен мен пен менен ки дики тики ники нда нде ндаки ндеки даки деки таки теки кана ша ше сиз сиздар сиздер мин син")
const VERBS = set("у уи п ип ап еп кан кен атин етин итин ар ер р ас ес са се ди ти ади еди иди ати ети ка ке кали кели май мас мес пас пес маиди меиди " +
  "мак мек пак пек кир кин кич уши ушилик улар иу аи еи и а е син са се илди тин кандик кендик маган меген макан мекен пакан пекен")
const VOICES = set("л н т ил ин ис ит дир тир ир кир кар кер киз кис дирил тирил илис ист")
const MAKING = set("лик дик тик ли ди ти сиз ши шилик даи деи таи теи рак рек лас лес дас дес тас тес ла ле да де та те лан лен дан ден тан тен " +
  "лат лет дат дет лау леу лаушилик ландир лендир дандир дендир тандир тендир дир тир кар кер киз кис ик к им ин иш ис ма ме па пе мал мели ким ка ке ки кич кур " +
  "сиздик лилик лис алик елик икалик иалик ика стик терлик лама леме дама деме ндик мис кеш хана стан рт ет ал ел ат изм ист")
const SHORT = set("су уи ел ис ат ет ит аи ои ан ер ас аз от ои ак ок уш он из ос ек аш ош")
const STAGES = [[CASES, 1], [VERBS, 1], [VOICES, 1], [MAKING, 1.5]]
const LONGEST = 9

function kazakh(word) {
  const stems = new Map()
  const keep = (stem, cost) => {
    if (stem.length < 3 && !SHORT.has(stem)) return false
    if (stems.get(stem) <= cost) return false
    stems.set(stem, cost)
    return true
  }
  const strip = (stem, cost, stage, depth) => {
    if (!keep(stem, cost) || depth > 5) return
    for (let next = stage; next < STAGES.length; next++) {
      const [endings, price] = STAGES[next]
      for (let length = 1; length <= Math.min(LONGEST, stem.length - 2); length++) {
        const ending = stem.slice(-length), rest = stem.slice(0, -length)
        if (!endings.has(ending) || !VOWEL.test(rest)) continue
        if (length === 1 && next > 0 && rest.length < 4 && ending !== "у") continue
        // A consonant alone stands behind a vowel, a vowel behind a consonant; у is both.
        if (next ? /[ае]/.test(ending[0]) && /[ае]$/.test(rest) : /[аеи]/.test(ending[0]) && /[ае]$/.test(rest)) continue
        if (length === 1 && !VOWEL.test(ending) && !VOWEL.test(rest.at(-1))) continue
        // A root of three letters is less sure than a longer one.
        const more = cost + price + (next && rest.length < 4 ? 1 : 0)
        strip(rest, more, next, depth + 1)
        // «оқы» + «у» is «оқу», «жина» + «у» stays.
        if (ending[0] === "у" && !VOWEL.test(rest.at(-1))) strip(`${rest}и`, more, next, depth + 1)
      }
    }
  }
  strip(word, 0, 0, 0)
  // «халық» and «халқы», «орын» and «орны»: a narrow vowel that comes and goes.
  for (const [stem, cost] of [...stems]) {
    const apart = /^(.+[^аеио])и([^аеио])$/.exec(stem)
    if (apart && stem.length >= 4) keep(apart[1] + apart[2], cost + 0.5)
    const together = /^(.*[аеиоу].*?[^аеио]|.*у)([^аеиоу])$/.exec(stem)
    if (together && stem.length >= 3 && /[лнрпк]/.test(stem.at(-2) + stem.at(-1))) keep(`${together[1]}и${together[2]}`, cost + 0.5)
  }
  return stems
}

// Russian: the algorithm of Snowball (Porter), https://snowballstem.org/algorithms/russian/stemmer.html
const GERUND = /(?:(?<=[ая])(?:вшись|вши|в)|(?:ившись|ывшись|ивши|ывши|ив|ыв))$/
const ADJECTIVE = "(?:ими|ыми|его|ого|ему|ому|ее|ие|ые|ое|ей|ий|ый|ой|ем|им|ым|ом|их|ых|ую|юю|ая|яя|ою|ею)$"
const ADJECTIVAL = new RegExp(`(?:(?:(?<=[ая])(?:ем|нн|вш|ющ|щ)|ивш|ывш|ующ)${ADJECTIVE}|${ADJECTIVE})`)
const REFLEXIVE = /(?:ся|сь)$/
const VERB = new RegExp("(?:(?<=[ая])(?:ешь|нно|ете|йте|ла|на|ли|ем|ло|но|ет|ют|ны|ть|й|л|н)|" +
  "(?:ейте|уйте|ила|ыла|ена|ите|или|ыли|ило|ыло|ено|ует|уют|ены|ить|ыть|ишь|ей|уй|ил|ыл|им|ым|ен|ят|ит|ыт|ую|ю))$")
const NOUN = /(?:иями|ями|ами|ией|иям|ием|иях|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|а|е|и|й|о|у|ы|ь|ю|я)$/

/** The stem of a Russian word in small letters. */
export function russianStem(word) {
  const given = word.replaceAll("ё", "е")
  const begins = /[аеиоуыэюя]/.exec(given)
  if (!begins) return given
  const head = given.slice(0, begins.index + 1)
  let rest = given.slice(begins.index + 1)
  const without = pattern => {
    // What stands before an ending may be the vowel with which the region begins no more than within it.
    const shorter = rest.replace(pattern, "")
    const changed = shorter !== rest
    rest = shorter
    return changed
  }
  if (!without(GERUND)) {
    without(REFLEXIVE)
    if (!without(ADJECTIVAL)) if (!without(VERB)) without(NOUN)
  }
  without(/и$/)
  const second = /^.*?[^аеиоуыэюя].*?[аеиоуыэюя].*?[^аеиоуыэюя]/.exec(given.slice(begins.index))
  const region = second ? second[0].length + begins.index - head.length : Infinity
  const derived = /ость?$/.exec(rest)
  if (derived && derived.index >= region) rest = rest.slice(0, derived.index)
  if (!without(/ь$/)) {
    without(/(?:ейше|ейш)$/)
    rest = rest.replace(/нн$/, "н")
  }
  return head + rest
}

// What makes Russian words of others, in folded letters; behind it a stem of the same family may stand.
const FAMILY = set("ск ическ ическ еск ческ н ен ан он ин ни ени ани ниа ени аниа ениа ост ност ств ик ник ист изм иров ирова ова ева изатс изатси ирован атси итси тси тс " +
  "иатси тел телн ав ив лив чив ат ит ет л к ок ек ир ови ев ов нн енн анн енн ем им и а е о иа ва ива овск алн арн ичн ионн атсионн атсии тсион ч ш нич ичест ичеств еж итс нитс иш ор т")
const CLOSE = set("н ск ов ев а ен иш к о и ив ит ник")
const BEFORE = { ч: ["к", "тс", "т"], ж: ["г", "з", "д"], ш: ["х", "с", "ст"], тс: ["ч"] }

function russian(word, letters) {
  const whole = folded(word, letters), stem = folded(russianStem(word), letters), stems = new Map([[whole, 0]])
  const keep = (text, cost) => {
    if (text.length < 3 || stems.get(text) <= cost) return false
    stems.set(text, cost)
    return true
  }
  if (stem.length >= 2 && stem !== whole) stems.set(stem, 0.5)
  keep(whole.replace(/еиа$/, "еи"), 0.5)
  const shorten = (text, cost, depth) => {
    for (let length = 1; length <= Math.min(7, text.length - 3) && depth < 3; length++) {
      const rest = text.slice(0, -length), ending = text.slice(-length)
      if (!FAMILY.has(ending) || !VOWEL.test(rest) || (rest.length < 4 && !CLOSE.has(ending))) continue
      const price = cost + (ending === "т" ? 1.5 : 1)
      if (keep(rest, price)) shorten(rest, price, depth + 1)
      if (ending === "ческ") keep(`${rest}т`, price)
      if (ending === "ива") keep(rest.replace(/а([^аеиоу]+)$/, "о$1"), price)
    }
  }
  shorten(stem, 0.5, 0)
  // «рынок» and «рынка», «земля» and «земель»: a vowel that comes and goes; «река» and «речной», «снизить» and «снижение».
  for (const [text, cost] of [...stems]) {
    const apart = /^(.*[аеиоу].*?[^аеиоу])[ео]([^аеиоу])$/.exec(text)
    if (apart) keep(apart[1] + apart[2], cost + 1)
    const [last] = /(?:тс|[чжш])$/.exec(text) ?? []
    for (const other of BEFORE[last] ?? []) keep(text.slice(0, -last.length) + other, cost + 1)
  }
  return stems
}

/** The candidate stems of a word in small letters, each with its cost. */
export function candidates(word, language, letters) {
  if (/\d/.test(word)) return new Map([[word, 0]])
  return language === "ru" ? russian(word, letters) : kazakh(folded(word, letters))
}

// Latin script: the alphabet of 2021, those of 2017 and 2018, and what people write without any.
const ACCENTED = { s: "ş", c: "ç", g: "ğ", n: "ñ", a: "ä", o: "ö", u: "ü", y: "ý" }
const SEVERAL = [["shch", "щ"], ["sch", "щ"], ["sh", "ш"], ["ch", "ч"], ["zh", "ж"], ["kh", "х"], ["gh", "ғ"], ["ts", "ц"], ["ya", "я"], ["yu", "ю"],
  ["ş", "ш"], ["ș", "ш"], ["ç", "ч"], ["ı", "і"], ["x", "кс"], ["ñ", "ң"], ["ń", "ң"], ["ğ", "ғ"], ["ǵ", "ғ"], ["ý", "у"]]
const LETTERS = { a: "а", b: "б", c: "с", d: "д", e: "е", f: "ф", g: "г", h: "х", i: "и", j: "ж", k: "к", l: "л", m: "м", n: "н",
  o: "о", p: "п", q: "қ", r: "р", s: "с", t: "т", u: "у", v: "в", w: "у", y: "ы", z: "з" }

/** A text in which no apostrophe parts a word in Latin letters: «s'» of the alphabet of 2017 is «ş». */
export function plain(text) {
  return text.normalize("NFC").replace(/(\p{Script=Latin})['ʼ’‘`´ʹ]/gu, (_, letter) => ACCENTED[letter.toLowerCase()] ?? letter)
}

/** What a word in Latin letters may be in Cyrillic ones, the likeliest first; nothing of one that is Cyrillic. */
export function cyrillic(word, language) {
  if (!/\p{Script=Latin}/u.test(word)) return []
  let text = word
  for (const [from, to] of SEVERAL) text = text.replaceAll(from, to)
  text = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/^ye/, "е")
  if (language === "ru") text = text.replace(/([aeiouy])y/g, "$1й").replace(/y(?=[aeiou])/g, "й")
  const spelled = [...text].map(letter => LETTERS[letter] ?? letter).join("")
  return [...new Set([spelled, spelled.replaceAll("нг", "ң")])]
}

const SOUNDS = { ж: "zh", х: "kh", ц: "ts", ч: "ch", ш: "sh", я: "ya", ю: "yu", э: "e", ы: "y", й: "y", і: "i" }
for (const [latin, own] of Object.entries(LETTERS)) SOUNDS[own] ??= latin

/** A word as Latin letters may write it. */
export function inLatin(word) {
  return [...word].map(letter => SOUNDS[letter] ?? letter).join("")
}

/** Whether two words differ by one letter: a wrong one, one too many or too few, or two that changed places. */
export function oneOff(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return a === b
  let place = 0
  while (a[place] === b[place]) place++
  if (a.length === b.length) {
    if (a.slice(place + 1) === b.slice(place + 1)) return true
    return a[place] === b[place + 1] && a[place + 1] === b[place] && a.slice(place + 2) === b.slice(place + 2)
  }
  return a.length > b.length ? a.slice(place + 1) === b.slice(place) : a.slice(place) === b.slice(place + 1)
}
