// Personas side by side: the address names the columns, and the boxes keep the address.
const people = $$('.compare-people input');
if (people.length) {
  const choose = () => {
    const named = decodeURIComponent(location.hash.slice(1)).split(',');
    if (people.some((box) => named.includes(box.value))) for (const box of people) box.checked = named.includes(box.value);
  };
  for (const box of people) box.addEventListener('change', () => history.replaceState(null, '', '#' + people.filter((one) => one.checked).map((one) => one.value)));
  addEventListener('hashchange', choose);
  choose();
}
