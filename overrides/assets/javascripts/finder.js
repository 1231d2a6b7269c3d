// Finds: takes from the index the few files that a query needs, and puts what it finds in order.
// Knows the form of the index (`outputs/search.py`) and nothing of the page.
import { candidates, cyrillic, folded, inLatin, oneOff, plain, tokens } from "./stems.js"

const TITLE = 32, ABOVE = 64, TOGETHER = 4, LETTERS = 3, NEAR = 3
const MOST = 5.5 // what the stems of two words may cost together
const UNSURE = 0.45 // where no form is worth more, a wrong letter is thought of
const UNLIKE = 0.5 // what a form is worth whose letters are others than those that were typed
const FAR = 0.33 // below this share of the best form's worth, a form is left out
const SOME = 0.25 // of what the words of a query weigh, a place has this much at least
const ENOUGH = 10
const DISTANT = 3 // shards that a wrong letter at the beginning may add
const KINDS = { indicator: 1.15, chapter: 1, city: 1, profile: 0.85, edition: 0.9, monitoring: 0.75, comparison: 0.75, site: 0.7 }

/** The index of one language; `load` gives the content of a file by its name, or null. */
export class Finder {
  constructor(language, load) {
    this.language = language
    this.load = load
    this.files = new Map()
    this.stems = new Map()
  }

  file(name) {
    if (!this.files.has(name)) this.files.set(name, this.load(name))
    return this.files.get(name)
  }

  async begin() {
    const contents = this.contents = await this.file("index")
    this.shards = new Set(contents.shards.split(" "))
    this.silent = new Set(contents.silent)
    this.documents = []
    for (const [city, kind, count] of contents.groups) {
      for (let number = 0; number < count; number++) this.documents.push({ city, kind })
    }
    return this
  }

  candidates(word) {
    if (!this.stems.has(word)) this.stems.set(word, candidates(word, this.language, this.contents.letters))
    return this.stems.get(word)
  }

  /** The documents that a query finds, the best first, each with its number and worth, and the words of the query. */
  async find(query, { city = "", kind = "" } = {}) {
    if (!this.contents) await this.begin()
    const terms = await Promise.all(this.terms(query).map(term => this.matched(term)))
    const known = terms.filter(term => term.documents.size || term.cities.size)
    // What was guessed only says less than what stands there.
    for (const term of known) {
      const sure = term.cities.size ? 1 : Math.min(1, 0.3 + Math.max(...term.forms.values()))
      term.weight = sure * Math.log(1 + this.documents.length / (1 + term.documents.size))
    }
    const found = this.ranked(known).filter(({ number }) =>
      (!city || this.documents[number].city === city) && (!kind || this.documents[number].kind === kind))
    return { found, terms: known, unknown: terms.filter(term => !known.includes(term)).map(term => term.word) }
  }

  /** The words of a query that say something, each with those that may be meant; in quotation marks they stand together. */
  terms(query) {
    const terms = []
    const parts = query.split(/["“”„«»]/)
    parts.forEach((part, place) => {
      const together = place % 2 === 1 && parts.length > 2
      let gap = 1
      for (const { word } of tokens(plain(part))) {
        if (this.silent.has(word) || (word.length === 1 && !/\d/.test(word))) { gap++; continue }
        const long = this.contents.short[word]
        terms.push({ word, meant: this.meant(word), long, gap, together: together && terms.at(-1)?.part === place, part: place })
        gap = 1
      }
    })
    // «ЖӨӨ-лерде» is a word and its ending.
    return terms.filter(term => terms.length === 1 || !term.meant.every(word => this.language === "kk" && ENDINGS.test(folded(word, this.contents.letters))))
  }

  meant(word) {
    return [word, ...cyrillic(word, this.language)]
  }

  /** The shards in which the forms of a stem stand. */
  shardsOf(stem) {
    const names = stem.length < LETTERS ? [...this.shards].filter(name => name.startsWith(stem)) : []
    for (let length = LETTERS; length; length--) {
      if (this.shards.has(stem.slice(0, length))) return [...new Set([...names, stem.slice(0, length)])]
    }
    return names
  }

  async shard(prefix) {
    const content = await this.file(`w-${safe(prefix)}`)
    if (content && !content.families) {
      // Which forms a stem may stand for; said once a shard.
      const families = new Map()
      for (const form of Object.keys(content)) {
        for (const [stem, cost] of this.candidates(form)) {
          if (!families.has(stem)) families.set(stem, [])
          families.get(stem).push([form, cost])
        }
      }
      Object.defineProperty(content, "families", { value: families })
    }
    return content
  }

  /** A word of the query with the forms that it stands for, the documents that have them, and the cities it names. */
  async matched(term) {
    const forms = new Map(), shards = new Set()
    const add = (form, worth) => { if (!(forms.get(form) >= worth)) forms.set(form, worth) }
    const words = term.meant
    for (const word of words) {
      for (const [stem, cost] of this.candidates(word)) if (cost < MOST) this.shardsOf(stem).forEach(name => shards.add(name))
    }
    let loaded = (await Promise.all([...shards].map(name => this.shard(name)))).filter(Boolean)
    for (const word of words) {
      const same = folded(word, this.contents.letters)
      for (const [stem, cost] of this.candidates(word)) {
        for (const shard of loaded) {
          for (const [form, more] of shard.families.get(stem) ?? []) {
            const sum = cost + more
            if (sum > MOST || (stem.length < 4 && sum > 4)) continue
            const alike = folded(form, this.contents.letters) === same ? 0.95 : 0.9 * Math.exp(-0.22 * sum)
            add(form, form === word ? 1 : alike * (agree(word, form) ? 1 : UNLIKE))
          }
        }
      }
    }
    // Where a form is near, those that are far from it are mostly other words.
    const sure = Math.max(0, ...forms.values())
    for (const [form, worth] of forms) if (worth < FAR * sure) forms.delete(form)
    const cities = this.cities(words, sure < UNSURE)
    if (sure < UNSURE && !cities.size && !term.long && !/\d/.test(term.word)) loaded = await this.guessed(words, loaded, add)
    // The name of a city is no form of another word, whatever its end looks like.
    const stems = new Set(cities.values())
    if (stems.size) for (const form of forms.keys()) if (![...stems].some(stem => this.candidates(form).has(stem))) forms.delete(form)
    const documents = new Map()
    for (const [form, worth] of forms) for (const shard of loaded) if (shard[form]) places(shard[form], worth, documents)
    if (term.long) await this.spelled(term.long, forms, documents)
    return { ...term, forms, documents, cities }
  }

  /** Adds to the documents of an abbreviation those in which all words stand that it is short for. */
  async spelled(long, forms, documents) {
    const [first, ...others] = await Promise.all(long.map(word => this.matched({ word, meant: [word] })))
    for (const { forms: more } of [first, ...others]) for (const [form, worth] of more) if (worth > 0.3) forms.set(form, worth)
    for (const [number, place] of first.documents) {
      const all = others.map(other => other.documents.get(number))
      if (documents.has(number) || !all.every(Boolean)) continue
      const least = part => Math.min(place[part], ...all.map(other => other[part]))
      documents.set(number, { title: least("title"), above: least("above"), text: least("text"), positions: place.positions })
    }
  }

  /** Adds the forms that differ by a letter, or begin as the word does. */
  async guessed(words, loaded, add) {
    const letters = this.contents.letters, count = new Map()
    const typed = words.flatMap(word => misread(word, letters))
    for (const word of typed) {
      const middle = word.length > NEAR + 1 ? word.slice(NEAR - 1, NEAR + 2) : ""
      const keys = new Set([...middle].filter(letter => this.contents.near.includes(letter)))
      for (const beginnings of await Promise.all([...keys].map(key => this.file(`n-${safe(key)}`)))) {
        for (const beginning of beginnings?.split(" ") ?? []) {
          const near = alike(beginning, word)
          if (near) for (const name of this.shardsOf(beginning)) count.set(name, Math.max(count.get(name) ?? 0, near))
        }
      }
    }
    const nearest = Math.max(0, ...count.values())
    const names = [...count].filter(([, near]) => near >= nearest - 1).sort((a, b) => b[1] - a[1]).slice(0, DISTANT).map(([name]) => name)
    // «Атлас» stands as «Atlas».
    const latin = words.flatMap(word => [...this.candidates(word).keys()].map(stem => inLatin(word.slice(0, stem.length))))
    const abroad = new Set(latin.filter(word => word.length > 3).flatMap(word => this.shardsOf(word)))
    const more = (await Promise.all([...new Set([...names, ...abroad])].map(name => this.shard(name))))
      .filter(shard => shard && !loaded.includes(shard))
    for (const shard of more) for (const word of latin) if (shard[word]) add(word, 0.7)
    for (const word of typed) {
      const given = [...candidates(word, this.language, letters)].filter(([stem, cost]) => stem.length >= 4 && cost <= 3)
      for (const shard of [...loaded, ...more]) {
        for (const [stem, forms] of shard.families) {
          if (stem.length < 4) continue
          let worth = 0
          for (const [own, cost] of given) if (oneOff(own, stem) || oneOff(weak(own), weak(stem))) worth = Math.max(worth, 0.6 * Math.exp(-0.2 * cost))
          if (word.length >= 5 && stem.startsWith(word)) worth = Math.max(worth, 0.45)
          if (stem.length >= 5 && word.startsWith(stem) && word.length - stem.length <= 6) worth = Math.max(worth, 0.3 + 0.02 * stem.length)
          if (worth) for (const [form, cost] of forms) if (cost <= 3) add(form, worth * Math.exp(-0.2 * cost))
        }
      }
    }
    return [...loaded, ...more]
  }

  /** The cities that a word names, in either language, each with the stem of its name. */
  cities(words, guessing) {
    const named = new Map()
    for (const { slug, names } of this.contents.cities) {
      for (const name of names.flatMap(name => tokens(name)).map(token => token.word)) {
        const own = this.candidates(name)
        for (const word of words) {
          for (const [stem, cost] of this.candidates(word)) {
            const same = own.get(stem)
            if ((stem.length >= 4 || same + cost === 0) && same + cost <= 3.5 && !(named.get(slug)?.length > stem.length)) named.set(slug, stem)
            else if (guessing && stem.length >= 5 && cost <= 2 && oneOff(weak(stem), weak(folded(name, this.contents.letters)))) named.set(slug, folded(name, this.contents.letters))
          }
        }
      }
    }
    return named
  }

  ranked(terms) {
    const scores = new Map(), whole = terms.reduce((sum, term) => sum + term.weight, 0)
    const numbers = new Set(terms.flatMap(term => [...term.documents.keys()]))
    const named = new Set(terms.flatMap(term => [...term.cities.keys()]))
    if (terms.every(term => term.cities.size)) this.documents.forEach(({ city }, number) => { if (named.has(city)) numbers.add(number) })
    for (const number of numbers) {
      const { city, kind } = this.documents[number]
      let score = 0, had = 0, before = null, together = true
      for (const term of terms) {
        const place = term.documents.get(number)
        const named = term.cities.has(city)
        if (place || named) {
          had += term.weight
          score += term.weight * Math.max(place ? worth(place) : 0, named ? (kind === "city" ? 3 : 1) : 0)
        }
        if (before && place) {
          const apart = nearest(before.positions, place.positions, term.gap)
          if (apart === 0) score += 1.2 * term.weight
          else if (apart <= 2) score += 0.4 * term.weight
          if (term.together && apart !== 0) together = false
        } else if (term.together) together = false
        before = place
      }
      if (together && had >= SOME * whole) scores.set(number, { number, had, score: score * (had / whole) ** 2 * KINDS[kind] })
    }
    // Where enough places have all words, those that have some are left out.
    const places = [...scores.values()], all = places.filter(({ had }) => had > 0.99 * whole)
    return (all.length < ENOUGH ? places : all).sort((a, b) => b.score - a.score || a.number - b.number)
  }

  /** What is said of a document: address, title, what it is a part of, its sentences, city and kind. */
  async document(number) {
    const [address, title, above, ...sentences] = (await this.file(`d-${Math.floor(number / TOGETHER)}`))[number % TOGETHER]
    const { city, kind } = this.documents[number]
    return { address, title, above, sentences, kind, city: this.contents.cities.find(({ slug }) => slug === city) }
  }
}

const ENDINGS = /^(?:лар|лер|дар|дер|тар|тер)?(?:им|ин|и|си|имиз)?(?:нин|дин|тин|ни|ди|ти|ка|ке|на|не|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|мен|пен|даки|деки|таки|теки)?$/

/** A word without the vowels that are written by heart: «о» sounds like «а», «е» like «и». */
function weak(word) {
  return word.replaceAll("о", "а").replaceAll("е", "и")
}

/** A word as it is compared, and once more for each letter that is compared as two: if that one is wrong, it is one. */
function misread(word, letters) {
  const places = [...word].flatMap((letter, place) => letters[letter]?.length > 1 ? [place] : [])
  return [word, ...places.map(place => word.slice(0, place) + letters[word[place]].at(-1) + word.slice(place + 1))]
    .map(spelled => folded(spelled, letters))
}

/** How many letters two beginnings of words share, one of them aside; 0 where they are further apart. */
function alike(beginning, word) {
  for (let length = beginning.length; length > 4; length--) {
    if ([0, 1, -1].some(more => length + more <= word.length && oneOff(beginning.slice(0, length), word.slice(0, length + more)))) return length
  }
  return 0
}

const OWN = /[әғқңөұүһі]/
const TYPED = { ә: "аэ", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", і: "иы" }

/** Whether the first letters are those that were typed, or the Kazakh ones for which Russian ones stand. */
function agree(word, form) {
  const strict = OWN.test(word)
  for (let place = 0; place < Math.min(2, word.length, form.length); place++) {
    const letter = word[place], other = form[place]

    if (letter !== other && (strict || !TYPED[other]?.includes(letter))) return false
  }
  return true
}

/** The name of a file for letters. */
function safe(text) {
  return [...text].map(letter => letter.charCodeAt(0) > 127 ? letter.charCodeAt(0).toString(16) : `-${letter}`).join("")
}

/** Puts the places of a word form to those of its documents. */
function places(numbers, worth, documents) {
  for (let at = 0, number = 0; at < numbers.length;) {
    number += numbers[at++]
    const entry = documents.get(number) ?? { title: 0, above: 0, text: 0, positions: [] }
    for (let count = numbers[at++], position = 0; count; count--) {
      position += numbers[at++]
      entry.positions.push(position)
      if (position < TITLE) entry.title = Math.max(entry.title, worth)
      else if (position < ABOVE) entry.above = Math.max(entry.above, worth)
      else entry.text += worth
    }
    documents.set(number, entry)
  }
}

/** How much a word says of a document in which it stands. */
function worth({ title, above, text }) {
  return 2 * title + 0.6 * above + 1.4 * text / (text + 0.8)
}

/** How far from each other two words stand that should stand one after the other. */
function nearest(first, second, gap) {
  let apart = Infinity
  for (const one of first) for (const other of second) apart = Math.min(apart, Math.abs(other - one - gap))
  return apart
}

/** The sentence that says most of what was asked, and where in it the words stand. */
export function best(sentences, terms) {
  // Whose city it is, stands above it.
  const telling = terms.some(term => !term.cities.size) ? terms.filter(term => !term.cities.size) : terms
  let chosen = sentences[0] ?? "", most = 0
  for (const sentence of sentences) {
    const said = telling.reduce((sum, term) => sum + term.weight * Math.max(0, ...tokens(sentence).map(({ word }) => term.forms.get(word) ?? 0)), 0)
    if (said > most + 0.001) [chosen, most] = [sentence, said]
  }
  return chosen
}

/** A text in pieces, those that were asked for apart from the others. */
export function pieces(text, terms) {
  const parts = []
  let from = 0
  for (const { word, start, end } of tokens(text)) {
    if (!terms.some(term => term.forms.has(word))) continue
    if (start > from) parts.push({ text: text.slice(from, start), asked: false })
    parts.push({ text: text.slice(start, end), asked: true })
    from = end
  }
  if (from < text.length) parts.push({ text: text.slice(from), asked: false })
  return parts
}
