// Personas side by side: the address names the columns, and the boxes keep the address. On a phone two fit: so it begins with two.
const people = $$('.compare-people input');
if (people.length) {
  // A question that none of those shown answers is not asked.
  const ask = () => {
    const shown = people.flatMap((box, at) => (box.checked ? [at] : []));
    for (const row of $$('.compare-table tbody tr')) {
      const cells = $$('td', row);
      if (cells.length === people.length) row.hidden = !shown.some((at) => cells[at].textContent.trim());
    }
  };
  const choose = () => {
    const named = decodeURIComponent(location.hash.slice(1)).split(',');
    if (people.some((box) => named.includes(box.value))) for (const box of people) box.checked = named.includes(box.value);
    ask();
  };
  if (matchMedia('(max-width: 39.99rem)').matches) people.slice(2).forEach((box) => { box.checked = false; });
  for (const box of people) {
    box.addEventListener('change', () => {
      history.replaceState(null, '', '#' + people.filter((one) => one.checked).map((one) => one.value));
      ask();
    });
  }
  addEventListener('hashchange', choose);
  choose();
}
