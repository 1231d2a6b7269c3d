// A paragraph's number is a link to it; with a script, beside the number that the reader is on, a button copies what to cite.
(() => {
  const text = document.querySelector("[data-cited]")
  if (!text || !navigator.clipboard) return
  const button = document.createElement("button"), told = document.createElement("p")
  button.type = "button"
  button.className = "copy"
  told.className = "copied"
  told.setAttribute("role", "status")
  text.after(told)
  let number = ""
  const beside = link => {
    if (!link || link.nextElementSibling === button) return
    number = link.textContent
    button.title = text.dataset.copy.replace("{number}", number)
    button.setAttribute("aria-label", button.title)
    told.textContent = ""
    link.after(button)
  }
  const targeted = () => beside(document.querySelector(":is(.par, .pair__row):target > .pn"))
  for (const kind of ["pointerover", "focusin"]) {
    text.addEventListener(kind, event => beside(event.target.closest(".par, div.pair__row")?.querySelector(":scope > .pn")))
  }
  addEventListener("hashchange", targeted)
  targeted()
  button.addEventListener("click", async () => {
    const address = new URL(`#p${number}`, location.href)
    await navigator.clipboard.writeText(text.dataset.cited.replace("{number}", number).replace("{address}", () => address))
    told.textContent = text.dataset.copied
    setTimeout(() => { told.textContent = "" }, 4000)
  })
})()
