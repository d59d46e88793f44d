// The switch to the other language keeps the place on the page and remembers the choice.
document.addEventListener("DOMContentLoaded", () => {
  const switches = document.querySelectorAll("a.language-switch");
  const keepPlace = (event) => { event.currentTarget.hash = location.hash; };
  const remember = (language) => { try { localStorage.setItem("copub-language", language); } catch { /* private window */ } };
  switches.forEach((link) => link.addEventListener("click", () => remember(link.dataset.language)));
  // Not before it is used: the theme looks up the addresses of links as selectors, which not every place on a page is.
  for (const use of ["click", "auxclick", "contextmenu"])
    switches.forEach((link) => link.addEventListener(use, keepPlace));
});
