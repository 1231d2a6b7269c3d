// The search page: asks for what stands in the address, and shows it as a list of links.
import { Finder, best, pieces } from "./finder.js"

const AT_ONCE = 10
const asked = new URLSearchParams(location.search)
const form = document.querySelector("form.search"), found = document.getElementById("found"), told = document.querySelector(".told")
const said = found.dataset, root = new URL(`${said.root}/`.replace("//", "/"), location.href)
told.textContent = ""
for (const name of ["q", "city", "kind"]) {
  const field = form.elements[name]
  field.value = asked.get(name) ?? ""
  // What the list of choices does not have is no choice.
  if (field.selectedIndex === -1) field.value = ""
}
form.addEventListener("submit", () => {
  for (const field of form.querySelectorAll("select")) field.disabled = !field.value
})
// A page that is gone back to can be asked again.
addEventListener("pageshow", () => { for (const field of form.querySelectorAll("select")) field.disabled = false })

const finder = new Finder(document.documentElement.lang, async name => {
  const answer = await fetch(new URL(`${said.index}${name}.json`, location.href))
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
  return answer.json()
})

function written(text, query, number) {
  return text.replace(/\{(?:query|number)\}/g, name => name === "{query}" ? query : number)
}

function marked(element, text, terms) {
  for (const piece of pieces(text, terms)) {
    if (!piece.asked) { element.append(piece.text); continue }
    const mark = document.createElement("mark")
    mark.textContent = piece.text
    element.append(mark)
  }
  return element
}

async function result({ number }, terms) {
  const place = await finder.document(number)
  const item = document.createElement("li"), link = document.createElement("a"), about = document.createElement("p"), sentence = document.createElement("p")
  link.href = new URL(place.address, root)
  item.append(marked(link, place.title, terms))
  const city = place.city && (place.city.mark ? `${place.city.name} (${place.city.mark})` : place.city.name)
  about.className = "about"
  marked(about, [city, finder.contents.kinds[place.kind], place.above].filter(Boolean).join(" · "), terms)
  item.append(about, marked(sentence, best(place.sentences, terms), terms))
  return item
}

async function show(query) {
  const { found: places, terms, unknown } = await finder.find(query, { city: form.elements.city.value, kind: form.elements.kind.value })
  const list = document.createElement("ol"), more = document.createElement("button")
  list.className = "results"
  list.setAttribute("aria-label", said.results)
  more.type = "button"
  more.className = "button"
  more.textContent = said.more
  const next = async () => {
    const from = list.children.length
    list.append(...await Promise.all(places.slice(from, from + AT_ONCE).map(place => result(place, terms))))
    more.hidden = list.children.length >= places.length
    return list.children[from]
  }
  more.addEventListener("click", async () => (await next())?.querySelector("a").focus())
  await next()
  found.replaceChildren(...places.length ? [list, more] : [])
  told.textContent = [written(places.length ? said.found : said.nothing, query, places.length),
    unknown.length && places.length ? said.unknown.replace("{words}", () => unknown.join(", ")) : ""].join(" ").trim()
}

const query = form.elements.q.value.trim()
if (query) {
  document.title = `${query} – ${document.title}`
  found.setAttribute("aria-busy", "true")
  show(query).catch(() => { told.textContent = said.failed }).finally(() => found.setAttribute("aria-busy", "false"))
} else form.elements.q.focus()
