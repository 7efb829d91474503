// The preview's part of a page: listens for changes, and changes the open page in place.
//
// Three trees are compared: the page as it was fetched, as it is fetched now, and as it lives in the browser. Only what differs
// between the two fetched ones is touched, so that scroll, form, open details, focus and whatever scripts did stay as they are.
(() => {
  "use strict";
  const tag = document.currentScript;
  let version = tag.dataset.version;
  let base = null; // The page as it was fetched, for comparing.
  let source = null;
  let host = null;
  let updating = Promise.resolve();

  const parse = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    page.querySelectorAll("script[data-version]").forEach((script) => script.remove());
    return page;
  };
  const fetchPage = async () => parse(await (await fetch(location.href, { cache: "no-store" })).text());
  const own = (node) => node === host || node === tag;

  // ---- one tree becomes another

  const sameKind = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || "") === (b.id || "");

  // The living children that stand for those of the fetched page; what scripts added is passed over.
  const pairs = (live, old) => {
    const found = new Map();
    const children = [...live.childNodes].filter((node) => !own(node));
    let at = 0;
    for (const node of old.childNodes) {
      let next = at;
      while (next < children.length && !sameKind(children[next], node)) next++;
      if (next < children.length) {
        found.set(node, children[next]);
        at = next + 1;
      }
    }
    return found;
  };

  // For each new child the old one that it continues, in order: equal ones first, then those of the same kind between them.
  const matches = (before, after) => {
    const found = new Array(after.length).fill(null);
    let start = 0;
    let end = 0;
    const equal = (a, b) => a.isEqualNode(b);
    while (start < before.length && start < after.length && equal(before[start], after[start])) {
      found[start] = before[start];
      start++;
    }
    while (end < before.length - start && end < after.length - start
      && equal(before[before.length - 1 - end], after[after.length - 1 - end])) {
      found[after.length - 1 - end] = before[before.length - 1 - end];
      end++;
    }
    const rest = before.slice(start, before.length - end);
    for (let index = start; index < after.length - end; index++) {
      let at = rest.findIndex((node) => node.id && sameKind(node, after[index]));
      if (at < 0 && !after[index].id) {
        at = rest.findIndex((node) => equal(node, after[index]));
        if (at < 0) at = rest.findIndex((node) => sameKind(node, after[index]));
      }
      if (at >= 0) {
        found[index] = rest[at];
        rest.splice(0, at + 1);
      }
    }
    return found;
  };

  const morph = (live, old, next) => {
    if (old.isEqualNode(next)) return;
    if (live.nodeType !== Node.ELEMENT_NODE) {
      if (live.nodeValue !== next.nodeValue) live.nodeValue = next.nodeValue;
      return;
    }
    for (const { name } of [...old.attributes]) if (!next.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) live.setAttribute(name, value);
    const before = [...old.childNodes];
    const after = [...next.childNodes];
    const living = pairs(live, old);
    const continued = matches(before, after);
    const kept = new Set(continued);
    for (const node of before) if (!kept.has(node)) living.get(node)?.remove();
    let previous = null;
    after.forEach((node, index) => {
      const from = continued[index];
      let place = from && living.get(from);
      if (place) morph(place, from, node);
      else if (!from || !from.isEqualNode(node)) {
        place = document.importNode(node, true);
        if (previous) previous.after(place);
        else live.prepend(place);
      }
      if (place) previous = place;
    });
  };

  const scripts = (page) => [...page.querySelectorAll("script[src]")].map((script) => script.getAttribute("src")).join();

  const showPage = async (to) => {
    let next;
    try {
      next = await fetchPage();
    } catch {
      // The preview has just gone. When it is back, it is told what this page shows.
      pause();
      return setTimeout(listen, 500);
    }
    if (!base || scripts(base) !== scripts(next)) return location.reload();
    morph(document.documentElement, base.documentElement, next.documentElement);
    base = next;
    version = to;
    document.dispatchEvent(new Event("wayfare:changed"));
  };

  // ---- style sheets and pictures

  const renewed = (address, to) => {
    const url = new URL(address, location.href);
    url.searchParams.set("changed", to);
    return url.href;
  };
  const showStyles = (to) => {
    version = to;
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      // Beside the old one until it is there, so that the page is never without.
      const next = link.cloneNode();
      next.href = renewed(link.href, to);
      next.addEventListener("load", () => link.remove());
      next.addEventListener("error", () => next.remove());
      link.after(next);
    }
  };
  const showPictures = (to) => {
    version = to;
    for (const picture of document.querySelectorAll("img[src],source[src],video[src],audio[src]")) {
      if (new URL(picture.src).origin === location.origin) picture.src = renewed(picture.src, to);
    }
  };

  // ---- mistakes, over the page

  const hide = () => {
    host?.remove();
    host = null;
  };
  const showMistakes = (text) => {
    hide();
    host = document.createElement("wayfare-mistakes");
    const root = host.attachShadow({ mode: "open" });
    const make = (name, into, words) => {
      const element = into.appendChild(document.createElement(name));
      if (words) element.textContent = words;
      return element;
    };
    const styles = make("link", root);
    styles.rel = "stylesheet";
    styles.href = "/_wayfare/overlay.css";
    const section = make("section", root);
    section.setAttribute("role", "alert");
    const head = make("header", section);
    make("h2", head, "There is a mistake");
    make("button", head, "Hide").addEventListener("click", hide);
    make("p", section, "Beneath is the last good page. This note goes away when the mistake is mended.");
    make("pre", section, text);
    document.documentElement.append(host);
  };
  addEventListener("keydown", (event) => event.key === "Escape" && hide());

  // ---- listening, as long as somebody looks: a browser keeps few connections to one server

  const listen = () => {
    if (source || document.hidden) return;
    const query = new URLSearchParams({ path: location.pathname, version });
    source = new EventSource(`/_wayfare/events?${query}`);
    const on = (name, act) => source.addEventListener(name, (event) => {
      // One after the other, whatever one of them does.
      updating = updating.then(() => act(event.data)).catch(() => location.reload());
    });
    on("page", showPage);
    on("styles", showStyles);
    on("pictures", showPictures);
    on("mistakes", showMistakes);
    on("mended", hide);
  };
  const pause = () => {
    source?.close();
    source = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? pause() : listen()));
  addEventListener("pagehide", pause);
  addEventListener("pageshow", listen);
  fetchPage().then((page) => (base = page)).finally(listen);
})();
