// Before the first paint: how the reader chose the pages to look, if anything was chosen.
try {
  for (const group of ["size", "scheme", "contrast"]) {
    const choice = localStorage.getItem(group)
    if (choice) document.documentElement.dataset[group] = choice
  }
} catch { /* no choice is kept here */ }
