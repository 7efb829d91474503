// What a row that slides on a phone says of this page is in sight.
for (const row of $$('.sections ul, .insight-tabs ul')) {
  if (row.scrollWidth <= row.clientWidth) continue;
  const here = $('[aria-current]', row)?.getBoundingClientRect();
  const frame = row.getBoundingClientRect();
  if (here && (here.left < frame.left || here.right > frame.right)) row.scrollLeft += (here.left + here.right - frame.left - frame.right) / 2;
}
// The list of languages goes away when one turns to something else.
for (const list of $$('.languages')) {
  const leave = (event) => { if (!list.contains(event.target)) list.open = false; };
  document.addEventListener('click', leave);
  document.addEventListener('focusin', leave);
  list.addEventListener('keydown', (event) => { if (event.key === 'Escape' && list.open) { list.open = false; $('summary', list).focus(); } });
}
