// The page works without this: the server filters, too. With it the lines follow while one types.
const form = document.getElementById("filter");
const table = document.getElementById("entries");
if (form && table) {
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: textOf(row) }));
  const filtered = new URLSearchParams(location.search);
  const whole = !["q", "country", "mechanism"].some((name) => filtered.get(name));

  // The server sent only the lines that fit: everything has to be there before the script can choose from it.
  if (whole) {
    form.classList.add("instant");
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      apply();
    });
    form.querySelector(".clear").addEventListener("click", (event) => {
      event.preventDefault();
      form.q.value = form.country.value = form.mechanism.value = "";
      apply();
      form.q.focus();
    });
    if (form.q.value || form.country.value || form.mechanism.value) apply(); // the browser remembered what was typed
  }

  function apply() {
    const words = form.q.value.toLowerCase().split(" ").filter(Boolean);
    const { value: country } = form.country;
    const { value: mechanism } = form.mechanism;
    let shown = 0;
    for (const { row, text } of rows) {
      const fits = words.every((word) => text.includes(word))
        && (!country || row.dataset.places.split(" ").includes(country))
        && (!mechanism || row.dataset.mechanism === mechanism);
      row.hidden = !fits;
      if (fits) shown++;
    }
    document.getElementById("shown").textContent = `${shown} of ${rows.length} shown`;
    document.getElementById("none").hidden = shown > 0;
    form.querySelector(".clear").hidden = !words.length && !country && !mechanism;
    remember();
  }

  // The address can be copied, and leads to the same lines.
  function remember() {
    const address = new URL(location.href);
    for (const name of ["q", "country", "mechanism"]) {
      const value = form.elements[name].value.trim();
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
  }

  // What a line says, without the words that every line has.
  function textOf(row) {
    const words = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    let text = "";
    while (words.nextNode()) {
      if (!words.currentNode.parentElement.closest(".key, .unseen")) text += words.currentNode.data + " ";
    }
    return text.toLowerCase();
  }
}
