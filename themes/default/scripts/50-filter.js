// The list of journeys, narrowed by persona, team, channel, status, scope and tag. The choice stands in the address.
// A long list has several pages: once the filters are used, the rows of the others are fetched. (A folder gives none of them; then
// the page is narrowed that is shown, and says so.)
const place = $('.list-filter-place');
if (place && $$('.journey-rows > li').length > 1) {
  const keys = ['persona', 'team', 'channel', 'status', 'scope', 'tag'];
  const rows = () => $$('.journey-rows > li');
  const values = (row, key) => (row.dataset[key] ?? '').split('|').filter(Boolean);
  const form = make('form', { class: 'list-filter', 'aria-label': word('filter') });
  const count = make('p', { class: 'list-filter-count' });
  const asked = new URLSearchParams(location.search);
  const pages = $$('.pager a').map((link) => link.href).filter((href) => href.split('#')[0] !== location.href.split(/[?#]/)[0]);
  const selects = new Map();
  const offer = () => {
    for (const key of keys) {
      const all = [...new Set(rows().flatMap((row) => values(row, key)))].sort((a, b) => a.localeCompare(b, document.documentElement.lang));
      if (all.length < 2) continue;
      const select = selects.get(key) ?? make('select', { name: key });
      const chosen = select.value || asked.get(key) || '';
      select.replaceChildren(make('option', { value: '' }, word('all')), ...all.map((value) => make('option', { value }, value)));
      select.value = all.includes(chosen) ? chosen : '';
      if (!selects.has(key)) form.append(make('label', {}, make('span', {}, word('filter_' + key)), select));
      selects.set(key, select);
    }
  };
  const narrow = () => {
    const chosen = [...selects.values()].filter((select) => select.value).map((select) => [select.name, select.value]);
    let shown = 0;
    for (const row of rows()) {
      row.hidden = row.hasAttribute('data-fetched') && !chosen.length || !chosen.every(([key, value]) => values(row, key).includes(value));
      shown += row.hidden ? 0 : 1;
    }
    for (const group of $$('.page-journeys main > section')) group.hidden = !$('.journey-rows > li:not([hidden])', group);
    for (const pager of $$('.pager')) pager.hidden = chosen.length > 0 && isWhole;
    count.textContent = chosen.length ? word(isWhole ? 'filtered_all' : 'filtered', { n: shown, total: rows().length }) : '';
    say(count.textContent);
    const query = new URLSearchParams(chosen).toString();
    try { history.replaceState(null, '', location.pathname + (query ? '?' + query : '') + location.hash); } catch { /* not from here */ }
  };
  let isWhole = pages.length === 0;
  let fetching;
  const complete = () => fetching ??= (async () => {
    // The pager leaves out the middle of very long lists: from each page on to the next.
    const seen = new Set([location.href.split(/[?#]/)[0]]);
    const queue = [...pages];
    try {
      for (let href = queue.shift(); href; href = queue.shift()) {
        if (seen.has(href)) continue;
        seen.add(href);
        const other = new DOMParser().parseFromString(await (await fetch(href)).text(), 'text/html');
        queue.push(...$$('.pager a', other).map((link) => new URL(link.getAttribute('href'), href).href.split('#')[0]));
        for (const group of $$('main > section', other)) {
          const anchor = group.getAttribute('aria-labelledby');
          const own = $(`main > section[aria-labelledby="${CSS.escape(anchor)}"]`);
          const fetched = $$('.journey-rows > li', group);
          for (const row of fetched) { row.setAttribute('data-fetched', ''); row.hidden = true; }
          if (own) $('.journey-rows', own).append(...fetched.map((row) => document.importNode(row, true)));
          else $$('main > section').at(-1).after(document.importNode(group, true));
        }
      }
      isWhole = true;
    } catch { /* from a folder no page can be fetched */ }
    offer();
  })();
  offer();
  form.addEventListener('pointerdown', complete);
  form.addEventListener('focusin', complete);
  form.addEventListener('change', async () => { narrow(); await complete(); narrow(); });
  form.addEventListener('submit', (event) => event.preventDefault());
  place.append(form, count);
  if ([...selects.values()].some((select) => select.value) || keys.some((key) => asked.has(key))) { narrow(); complete().then(narrow); }
}
