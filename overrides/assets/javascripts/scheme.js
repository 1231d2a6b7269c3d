// Before the first paint: the scheme that the reader chose, if any.
try {
  const scheme = localStorage.getItem("scheme")
  if (scheme) document.documentElement.dataset.scheme = scheme
} catch { /* no choice is kept here */ }
