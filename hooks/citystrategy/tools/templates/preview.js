// The preview only: puts each problem beside what it is about, and loads the page anew once a file is saved.
(() => {
  const panel = document.getElementById("preview");
  for (const item of panel.querySelectorAll("[data-at]")) {
    const place = document.getElementById(item.dataset.at);
    if (!place) continue;
    const note = document.createElement("span");
    note.className = `preview-here ${item.className}`;
    note.append(...[...item.childNodes].map((node) => node.cloneNode(true)));
    if (place.tagName === "TR") place.cells[0].prepend(note);
    else if (/^H[1-6]$/.test(place.tagName)) place.after(note);
    else place.prepend(note);
  }
  const wait = async () => {
    let pause = 0;
    try {
      const answer = await fetch(`/_preview/state?since=${panel.dataset.version}`);
      const { version } = await answer.json();
      if (String(version) !== panel.dataset.version) return location.reload();
    } catch {
      pause = 1000; // the preview was stopped, or begins again
    }
    setTimeout(wait, pause);
  };
  wait();
})();
