// A number opens its passport in place: the card that its link leads to, in a dialog. Without this script the link leads there.
const copubPassports = {};

document.addEventListener("DOMContentLoaded", () => {
  const links = document.querySelectorAll("a.fact");
  if (!links.length || !window.HTMLDialogElement) return;
  const dialog = document.createElement("dialog");
  dialog.className = "passport-card";
  dialog.innerHTML = '<form method="dialog"><a class="passport-alone"></a><button type="submit"></button></form><div></div>';
  const [bar, content] = dialog.children;
  const [alone, close] = bar.children;
  document.body.append(dialog);
  // Sphinx takes the Escape key for itself when it hears of it.
  dialog.addEventListener("keydown", (event) => { if (event.key === "Escape") event.stopPropagation(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  const asked = new Map();
  const cardsOf = (page) => {
    if (!asked.has(page))
      asked.set(page, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${page}.js`;
        script.onload = () => resolve(copubPassports[page.split("/").pop()]);
        script.onerror = reject;
        document.head.append(script);
      }));
    return asked.get(page);
  };

  // What several cards share stands once in the data; a part may hold others.
  const complete = (element, parts) => {
    for (const place of element.querySelectorAll("[data-part]")) {
      if (!(place.dataset.part in parts)) continue;
      place.innerHTML = parts[place.dataset.part];
      delete place.dataset.part;
      complete(place, parts);
    }
  };

  // Beside the number where there is room for a card, above or below it; a telephone shows it at its lower edge.
  const put = (link) => {
    dialog.style.left = dialog.style.top = "";
    if (window.matchMedia("(max-width: 600px)").matches) return;
    const line = link.getClientRects()[0], room = 12;
    const { width, height } = dialog.getBoundingClientRect();
    dialog.style.left = `${Math.max(room, Math.min(line.left, window.innerWidth - width - room))}px`;
    const below = line.bottom + 6, above = line.top - 6 - height;
    const top = below + height + room <= window.innerHeight ? below : above >= room ? above : window.innerHeight - height - room;
    dialog.style.top = `${Math.max(room, top)}px`;
  };

  const open = async (link) => {
    const [page, card] = link.href.split(".html#");
    let found;
    try { found = await cardsOf(page); } catch { location.href = link.href; return; }
    if (dialog.open) return;
    content.innerHTML = found.cards[decodeURIComponent(card)];
    complete(content, found.parts);
    // As the page writes it: a share may have more decimals there, a count fewer.
    const title = content.querySelector(".passport-title");
    title.textContent = link.textContent || title.textContent;
    alone.href = link.href;
    alone.textContent = found.words.alone;
    close.textContent = found.words.close;
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.showModal();
    title.focus({ preventScroll: true });
    dialog.scrollTop = 0;
    put(link);
    dialog.addEventListener("close", () => link.focus({ preventScroll: true }), { once: true });
  };

  for (const link of links)
    link.addEventListener("click", (event) => {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(link);
    });
});
