// A link to a cell, a step or a section, at hand where the pointer or the focus is, and where the address has led.
const copyText = async (text) => {
  try { await navigator.clipboard.writeText(text); return; } catch { /* not allowed here: the old way */ }
  const area = make('textarea', { class: 'visually-hidden' });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
};
const linkable = '.grid :is(td, li)[id], .step-card[id], .step-card :is(p, li, div)[id], .lane-block[id], .section > .section-head';
const idOf = (target) => target.id || target.closest('section')?.id;
const copyButton = make('button', { type: 'button', class: 'copy-link' }, word('copy'));
const copyLink = async (target) => {
  await copyText(location.href.split('#')[0] + '#' + idOf(target));
  copyButton.textContent = word('copied');
  say(word('copied'));
};
copyButton.addEventListener('click', (event) => { event.stopPropagation(); copyLink(copyButton.parentElement); });
const offer = (event) => {
  const target = event.target.closest?.(linkable);
  if (!target || target === copyButton.parentElement || !idOf(target) || (document.activeElement === copyButton && event.type === 'pointerover')) return;
  copyButton.textContent = word('copy');
  target.append(copyButton);
};
document.addEventListener('pointerover', offer);
document.addEventListener('focusin', offer);
const offerHere = () => { const target = $(':target'); if (target) offer({ target }); };
addEventListener('hashchange', offerHere);
addEventListener('load', offerHere);
// A finger points at nothing before it taps: there every step shows that its link can be had.
if (matchMedia('(hover: none)').matches) {
  for (const card of $$('.step-card[id]')) {
    const button = make('button', { type: 'button', class: 'copy-step' }, word('copy'));
    button.addEventListener('click', async (event) => { event.stopPropagation(); await copyLink(card); button.textContent = word('copied'); });
    $('h4', card).after(button);
  }
}
for (const code of $$('.embed-code pre')) {
  const button = make('button', { type: 'button', class: 'embed-copy' }, word('copy_code'));
  button.addEventListener('click', async () => { await copyText(code.textContent); button.textContent = word('copied_code'); say(word('copied_code')); });
  code.after(button);
}
// The browser prints the page as it stands: the words for it are beside the files.
if ($('.download-list')) {
  const print = make('button', { type: 'button', class: 'print-page' }, word('print'));
  print.addEventListener('click', () => window.print());
  $('.download-list').append(make('li', {}, print));
}
shortcuts.c = () => { const target = document.activeElement.closest(linkable); if (target && idOf(target)) copyLink(target); };
