// Enhancements only: every page reads and works without this file.
(() => {
  const root = document.documentElement
  const toggle = document.querySelector("[data-scheme-toggle]")
  const dark = () =>
    (root.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark"
  toggle.hidden = false
  toggle.addEventListener("click", () => {
    root.dataset.scheme = dark() ? "light" : "dark"
    try { localStorage.setItem("scheme", root.dataset.scheme) } catch { /* the choice lasts for this page */ }
  })
  // The navigation on phones closes when its reader goes on: by a link, or by leaving it with the keyboard.
  const navigation = document.getElementById("navigation")
  const close = () => navigation.matches(":popover-open") && navigation.hidePopover()
  if (navigation.hidePopover) {
    navigation.addEventListener("click", event => event.target.closest("a") && close())
    navigation.addEventListener("focusout", event => event.relatedTarget && !navigation.contains(event.relatedTarget) && close())
  }
})();

// The indicators of a city: filter and order.
(() => {
  const filter = document.querySelector("[data-filter]")
  if (!filter) return
  const { text, status, direction, order } = filter.elements
  const said = filter.querySelector("output")
  const sorted = document.querySelector("[data-sorted]")
  const sections = [...document.querySelectorAll("[data-direction]")]
  const language = document.documentElement.lang
  // What people type on a Russian keyboard finds Kazakh words too, and what is composed of two characters its letter.
  const russian = { ё: "е", ә: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", і: "и" }
  const plain = text => text.normalize("NFC").toLocaleLowerCase(language).replace(/[ёәғқңөұүһі]/g, letter => russian[letter])
  const cards = [...document.querySelectorAll(".card[data-status]")].map(card => ({
    card,
    section: card.parentElement,
    name: card.querySelector("h3").textContent,
    text: plain(`${card.querySelector("h3").textContent} ${card.querySelector(".definition").textContent}`),
    status: [...status.options].findIndex(one => one.value === card.dataset.status),
  }))
  const orders = {
    name: (one, other) => one.name.localeCompare(other.name, language),
    status: (one, other) => one.status - other.status,
  }
  const show = () => {
    const words = plain(text.value).split(/\s+/).filter(Boolean)
    const fits = one =>
      words.every(word => one.text.includes(word)) &&
      (!status.value || one.card.dataset.status === status.value) &&
      (!direction.value || one.section.dataset.direction === direction.value)
    const compare = orders[order.value]
    for (const one of compare ? [...cards].sort(compare) : cards) {
      one.card.hidden = !fits(one)
      ;(compare ? sorted : one.section).append(one.card)
    }
    const shown = cards.filter(one => !one.card.hidden)
    sorted.hidden = !compare || !shown.length
    for (const section of sections) section.hidden = Boolean(compare) || !shown.some(one => one.section === section)
    said.textContent = filter.dataset.shown.replace("{shown}", shown.length).replace("{total}", cards.length)
  }
  const reset = () => {
    text.value = status.value = direction.value = ""
    order.value = "strategy"
    show()
  }
  filter.hidden = false
  filter.addEventListener("input", show)
  filter.querySelector("button").addEventListener("click", reset)
  // A link to an indicator that is filtered out shows all of them again.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1))
    if (target?.closest("[hidden]")) {
      reset()
      target.scrollIntoView()
    }
  })
})();

// Where the site does not know its own address, the browser does.
(() => {
  for (const one of document.querySelectorAll("[data-address]")) {
    if (one.textContent.startsWith("/")) one.textContent = location.href.replace(/[?#].*/, "")
  }
})()

// The other language opens at the section that stands in the address.
for (const one of document.querySelectorAll("a.language")) {
  one.addEventListener("click", () => { one.hash = location.hash })
}
