// Enhancements only: every page reads and works without this file.
// How the pages look is chosen without a script; with one the choice is kept for the other pages.
(() => {
  const root = document.documentElement
  for (const group of ["size", "scheme", "contrast"]) {
    const kept = document.getElementById(`${group}-${root.dataset[group]}`)
    if (kept) kept.checked = true
  }
  for (const choice of document.querySelectorAll(".view input")) {
    choice.addEventListener("change", () => {
      root.dataset[choice.name] = choice.value
      try { localStorage.setItem(choice.name, choice.value) } catch { /* the choice lasts for this page */ }
    })
  }
  // What opens over the page closes when its reader goes on.
  for (const drop of document.querySelectorAll(".bar details")) {
    const ground = drop.matches(".menu") ? drop.parentElement : drop
    ground.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !drop.open) return
      event.stopPropagation()
      drop.open = false
      drop.querySelector("summary").focus()
    })
    ground.addEventListener("focusout", event => { if (event.relatedTarget && !ground.contains(event.relatedTarget)) drop.open = false })
  }
  // The page of a city that the reader is on is in sight among the others; the Tab key begins at the top as before.
  const tabs = document.querySelector(".tabs"), here = tabs?.querySelector("[aria-current]")
  if (here) {
    const ground = tabs.getBoundingClientRect(), box = here.getBoundingClientRect()
    tabs.scrollLeft += box.left + box.width / 2 - ground.left - ground.width / 2
  }
})();

// Where the site does not know its own address, the browser does.
(() => {
  for (const one of document.querySelectorAll("[data-address]")) {
    if (one.textContent.startsWith("/")) one.textContent = location.href.replace(/[?#].*/, "")
  }
})()

// The other language opens at the section, and with the search, that stand in the address.
for (const one of document.querySelectorAll("a.language")) {
  one.addEventListener("click", () => { [one.search, one.hash] = [location.search, location.hash] })
}
