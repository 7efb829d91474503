// The list of journeys, narrowed by persona, team, channel, status, scope and tag. The choice stands in the address.
const list = $$('.journey-rows > li');
if ($('.page-journeys') && list.length > 1) {
  const keys = ['persona', 'team', 'channel', 'status', 'scope', 'tag'];
  const values = (row, key) => (row.dataset[key] ?? '').split('|').filter(Boolean);
  const form = make('form', { class: 'list-filter', 'aria-label': word('filter') });
  const count = make('p', { class: 'list-filter-count' });
  const asked = new URLSearchParams(location.search);
  const narrow = () => {
    const chosen = $$('select', form).filter((select) => select.value).map((select) => [select.name, select.value]);
    let shown = 0;
    for (const row of list) {
      row.hidden = !chosen.every(([key, value]) => values(row, key).includes(value));
      shown += row.hidden ? 0 : 1;
    }
    for (const group of $$('.page-journeys main > section')) group.hidden = !$('.journey-rows > li:not([hidden])', group);
    count.textContent = chosen.length ? word('filtered', { n: shown, total: list.length }) : '';
    say(count.textContent);
    const query = new URLSearchParams(chosen).toString();
    try { history.replaceState(null, '', location.pathname + (query ? '?' + query : '') + location.hash); } catch { /* not from here */ }
  };
  for (const key of keys) {
    const all = [...new Set(list.flatMap((row) => values(row, key)))].sort((a, b) => a.localeCompare(b, document.documentElement.lang));
    if (all.length < 2) continue;
    const select = make('select', { name: key }, make('option', { value: '' }, word('all')), ...all.map((value) => make('option', { value }, value)));
    select.value = all.includes(asked.get(key)) ? asked.get(key) : '';
    form.append(make('label', {}, make('span', {}, word('filter_' + key)), select));
  }
  form.append(count);
  form.addEventListener('change', narrow);
  form.addEventListener('submit', (event) => event.preventDefault());
  list[0].closest('section').before(make('div', { class: 'page-width' }, form));
  if ($$('select', form).some((select) => select.value)) narrow();
}
