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
  // The navigation opens by a checkbox and its label; a label does not answer to the keyboard by itself.
  document.addEventListener("keydown", event => {
    const label = event.target.closest?.("label[for][tabindex]")
    if (label && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault()
      label.click()
    }
  })
})()
