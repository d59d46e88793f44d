// The ledger of claims: filter and sort. The choice stands in the address, `#show:inside=inconsistent`, so that it can be passed on, and
// so that the switch to the other language keeps it.
document.addEventListener("DOMContentLoaded", () => {
  const SHOW = "#show:";
  const form = document.getElementById("claims-filter"), list = document.getElementById("claims");
  const cards = [...list.children], choices = [...form.elements].filter((one) => one.name);
  const { q, source, place, sort } = form.elements;
  const shown = form.querySelector("output"), said = shown.dataset.words;
  const text = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));
  const is = {
    source: (card) => card.dataset.source.split(" ").includes(source.value),
    q: (card) => q.value.toLowerCase().split(/\s+/).every((word) => text.get(card).includes(word)),
  };
  let written = "";

  // Only places of the chosen report are offered.
  function offer() {
    for (const group of place.querySelectorAll("optgroup"))
      group.hidden = group.disabled = Boolean(source.value) && !group.dataset.reports.split(" ").includes(source.value);
    if (place.selectedOptions[0]?.parentNode.disabled) place.value = "";
  }

  function show() {
    offer();
    const filters = choices.filter((one) => one !== sort && one.value);
    for (const card of cards)
      card.hidden = !filters.every((one) => (is[one.name] || ((other) => other.dataset[one.name] === one.value))(card));
    const order = sort.value ? [...form.elements[sort.value].options].map((option) => option.value) : [];
    const rank = (card) => order.indexOf(card.dataset[sort.value]);
    list.append(...(sort.value ? [...cards].sort((a, b) => rank(a) - rank(b)) : cards));
    shown.textContent = said.replace("SHOWN", cards.filter((card) => !card.hidden).length).replace("ALL", cards.length);
  }

  function write() {
    const state = new URLSearchParams(choices.filter((one) => one.value).map((one) => [one.name, one.value]));
    written = SHOW + state;
    location.replace(written);
  }

  function take(state) {
    for (const one of choices) one.value = state.get(one.name) ?? "";
    for (const one of choices) if (one.options && one.selectedIndex < 0) one.value = "";
    show();
  }

  function goTo(card) {
    if (card.hidden) take(new URLSearchParams());
    card.querySelector("details").open = true;
    card.scrollIntoView({ behavior: "instant" });
  }

  function goToForm() {
    form.scrollIntoView({ behavior: "instant" });
  }

  function read() {
    const card = cards.find((one) => location.hash === `#${one.id}`);
    if (card) goTo(card);
    else if (location.hash.startsWith(SHOW) && location.hash !== written) {
      take(new URLSearchParams(location.hash.slice(SHOW.length)));
      goToForm();
    }
  }

  let waiting;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { show(); write(); }, 150); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { show(); write(); }));
  for (const link of document.querySelectorAll("a[data-show]"))
    link.addEventListener("click", (event) => {
      event.preventDefault();
      take(new URLSearchParams(link.dataset.show));
      write();
      goToForm();
      q.focus({ preventScroll: true });
    });
  // A link to the claim that is already in the address changes nothing there, and is followed all the same.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#claim-"]');
    if (link && link.hash === location.hash) read();
  });
  addEventListener("hashchange", read);

  // On paper, what is shown is shown whole.
  const open = new Set();
  addEventListener("beforeprint", () => {
    for (const details of list.querySelectorAll(".claim:not([hidden]) details:not([open])")) { open.add(details); details.open = true; }
  });
  addEventListener("afterprint", () => { for (const details of open) details.open = false; open.clear(); });

  form.hidden = false;
  show();
  read();
});
