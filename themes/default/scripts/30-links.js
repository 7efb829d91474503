// A link to a cell, a step or a section, at hand where the pointer or the focus is, and where the address has led.
const copyText = async (text) => {
  try { await navigator.clipboard.writeText(text); return; } catch { /* not allowed here: the old way */ }
  const area = make('textarea', { class: 'visually-hidden' });
  const before = document.activeElement;
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
  before?.focus({ preventScroll: true });
};
// What a button has done it says for two seconds, then again what it does.
const waits = new Map();
const tell = (button, done, usual) => {
  clearTimeout(waits.get(button));
  button.textContent = word(done);
  say(word(done));
  waits.set(button, setTimeout(() => { button.textContent = word(usual); }, 2000));
};
const linkable = '.grid :is(td, li)[id], .step-card[id], .step-card :is(p, li, div)[id], .lane-block[id], .section > .section-head';
const idOf = (target) => target.id || target.closest('section')?.id;
const copyButton = make('button', { type: 'button', class: 'copy-link' }, word('copy'));
let used = false;
const copyLink = async (target, button = copyButton) => {
  await copyText(location.href.split('#')[0] + '#' + idOf(target));
  tell(button, 'copied', 'copy');
  used = true;
};
copyButton.addEventListener('click', (event) => { event.stopPropagation(); copyLink(copyButton.parentElement); });
const offer = (event) => {
  const target = event.target.closest?.(linkable);
  if (!target || target === copyButton.parentElement || !idOf(target)) return;
  // A pointer that lies elsewhere does not take the button from the keyboard, until it has done its work.
  if (event.type === 'pointerover' && !used && copyButton.matches(':focus-visible')) return;
  used = false;
  clearTimeout(waits.get(copyButton));
  copyButton.textContent = word('copy');
  target.append(copyButton);
};
document.addEventListener('pointerover', offer);
document.addEventListener('focusin', offer);
const offerHere = () => {
  const target = $(':target');
  if (!target) return;
  offer({ target });
  // A link into a step shows the step from its head on, where it fits: a head half below the bar of its stage says nothing.
  const card = target.closest('.step-card');
  const here = target.getBoundingClientRect();
  if (card && card !== target && here.bottom > 0 && here.top < innerHeight && here.bottom - card.getBoundingClientRect().top < innerHeight - 90) card.scrollIntoView({ behavior: 'instant' });
};
addEventListener('hashchange', offerHere);
addEventListener('load', offerHere);
// A finger points at nothing before it taps: there every step shows that its link can be had.
if (matchMedia('(hover: none)').matches) {
  for (const card of $$('.step-card[id]')) {
    const button = make('button', { type: 'button', class: 'copy-step' }, word('copy'));
    button.addEventListener('click', (event) => { event.stopPropagation(); copyLink(card, button); });
    $('h4', card).after(button);
  }
}
if ($('.grid td[id]')) $('#_grid').prepend(make('p', { class: 'copy-hint muted' }, word('copy_hint')));
for (const code of $$('.embed-code pre')) {
  const button = make('button', { type: 'button', class: 'embed-copy' }, word('copy_code'));
  button.addEventListener('click', async () => { await copyText(code.textContent); tell(button, 'copied_code', 'copy_code'); });
  code.after(button);
}
// The browser prints the page as it stands: the words for it are beside the files.
if ($('.download-list')) {
  const print = make('button', { type: 'button', class: 'print-page' }, word('print'));
  print.addEventListener('click', () => window.print());
  $('.download-list').append(make('li', {}, print));
}
shortcuts.c = () => { const target = document.activeElement.closest(linkable); if (target && idOf(target)) copyLink(target); };
