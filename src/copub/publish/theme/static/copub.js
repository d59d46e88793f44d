// The switch to the other language keeps the place on the page and remembers the choice.
document.addEventListener("DOMContentLoaded", () => {
  const switches = document.querySelectorAll("a.language-switch");
  const keepPlace = () => switches.forEach((link) => { link.hash = location.hash; });
  const remember = (language) => { try { localStorage.setItem("copub-language", language); } catch { /* private window */ } };
  switches.forEach((link) => link.addEventListener("click", () => remember(link.dataset.language)));
  window.addEventListener("hashchange", keepPlace);
  keepPlace();
});
