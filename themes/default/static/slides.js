// Turns slides by keys: arrows, space, Page Up and Down, Home and End; N opens a slide's notes, F fills the screen.
(() => {
  "use strict";
  const slides = [...document.querySelectorAll(".slide")];
  const entries = [...document.querySelectorAll(".slide-steps-nav li a")];
  if (!slides.length) return;
  let shown = 0;
  const mark = (index) => {
    shown = index;
    entries.forEach((entry, at) => (at === index ? entry.setAttribute("aria-current", "true") : entry.removeAttribute("aria-current")));
  };
  const show = (index) => {
    const next = Math.min(Math.max(index, 0), slides.length - 1);
    slides[next].scrollIntoView({ block: "start" });
    history.replaceState(null, "", "#" + slides[next].id);
    mark(next);
  };
  const observer = new IntersectionObserver(
    (changes) => changes.forEach((change) => change.isIntersecting && mark(slides.indexOf(change.target))),
    { rootMargin: "-45% 0px -45% 0px" },
  );
  slides.forEach((slide) => observer.observe(slide));
  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select, summary")) return;
    const onward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = onward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const slide = slides[shown];
    // A slide taller than the window scrolls to its end before the next one comes.
    const rest = slide.getBoundingClientRect();
    const hasMore = rest.bottom > innerHeight + 60;
    switch (event.key) {
      case onward: case "PageDown": show(shown + 1); break;
      case " ": if (event.target.closest("a")) return; show(shown + (event.shiftKey ? -1 : 1)); break;
      case "ArrowDown": if (hasMore) return; show(shown + 1); break;
      case "ArrowUp": if (rest.top < -8) return; show(shown - 1); break;
      case back: case "PageUp": show(shown - 1); break;
      case "Home": show(0); break;
      case "End": show(slides.length - 1); break;
      case "n": case "N": slide.querySelector(".slide-notes")?.toggleAttribute("open"); break;
      case "f": case "F": document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.(); break;
      default: return;
    }
    event.preventDefault();
  });
  const start = slides.findIndex((slide) => "#" + slide.id === location.hash);
  mark(Math.max(start, 0));
})();
