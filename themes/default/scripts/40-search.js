// Search in the index of `assets/search/`, file by file as it is needed. The same folding as the program's own.
const letters = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ς: 'σ' };
const marks = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u3099\u309a]/g;
const fold = (text) => text.normalize('NFKD').replace(marks, '').toLowerCase().replace(marks, '').replace(/[ßæœøđðþłıς]/g, (letter) => letters[letter]);
const unspaced = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u9fff\\u{20000}-\\u{3ffff}';
const runs = new RegExp(`[${unspaced}]+|(?:(?![${unspaced}])[\\p{Alphabetic}\\p{N}\\u0900-\\u0dff])+`, 'gu');
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u');
const tokensOf = (text) => (fold(text).match(runs) ?? []).flatMap((run) => {
  if (!isUnspaced.test(run)) return [run];
  const signs = [...run];
  return signs.length < 2 ? signs : signs.slice(1).map((sign, at) => signs[at] + sign);
});

const loaded = {};
const arrived = {};
window.wayfareSearch = {
  index: (index) => { arrived['index.js'] = index; },
  tokens: (n, lines) => { arrived[`t-${n}.js`] = lines.split('\n'); },
  entries: (n, rows) => { arrived[`e-${n}.js`] = rows; },
};
const load = (name) => loaded[name] ??= new Promise((done) => {
  const script = make('script', { src: base + 'assets/search/' + name });
  script.addEventListener('load', () => done(arrived[name]));
  script.addEventListener('error', () => done(undefined));
  document.head.append(script);
});
const numbers = (list) => { let at = 0; return list ? list.split(',').map((step) => at += parseInt(step, 36)) : []; };

// Entries that begin with every word; the best first. Where nothing has all words, what has most of them.
const find = async (query) => {
  const index = await load('index.js');
  const wanted = [...new Set(tokensOf(query))].map((token) => token.slice(0, index?.longest));
  if (!index || !wanted.length) return [];
  const last = (text) => Math.max(0, index.firsts.findLastIndex((first) => first <= text));
  const scores = new Map();
  for (const token of wanted) {
    const best = new Map();
    const from = last(token);
    const to = Math.min(last(token + '\uffff'), from + 3);
    for (let shard = from; shard <= to; shard += 1) {
      for (const line of (await load(`t-${shard}.js`)) ?? []) {
        if (!line.startsWith(token)) continue;
        const [name, lists] = line.split(' ');
        const exact = name === token;
        lists.split(';').forEach((list, field) => {
          const worth = (field ? 1 : 5) + (exact ? (field ? 1 : 3) : 0);
          for (const number of numbers(list)) if (worth > (best.get(number) ?? 0)) best.set(number, worth);
        });
      }
    }
    for (const [number, worth] of best) scores.set(number, (scores.get(number) ?? 0) + 100 + worth);
  }
  const most = Math.floor(Math.max(0, ...scores.values()) / 100);
  const found = [...scores].filter(([, score]) => Math.floor(score / 100) === most);
  return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([number]) => number);
};
const read = async (found) => {
  const { block, kinds } = await load('index.js');
  const blocks = await Promise.all(found.map((number) => load(`e-${Math.floor(number / block)}.js`)));
  return found.map((number, at) => blocks[at]?.[number % block]).filter(Boolean)
    .map(([title, place, href, kind, text]) => ({ title, place, href, kind: kinds[kind], isCell: place !== '', text }));
};

// The text with what was found marked; the marks stand where the folded text has the words.
const marked = (text, wanted) => {
  let folded = '';
  const from = [];
  let at = 0;
  for (const sign of text) {
    const own = fold(sign);
    folded += own;
    for (let n = 0; n < own.length; n += 1) from.push([at, at + sign.length]);
    at += sign.length;
  }
  const spans = [];
  for (const token of wanted) {
    for (let hit = folded.indexOf(token); hit >= 0; hit = folded.indexOf(token, hit + 1)) {
      const isWord = isUnspaced.test(token) || hit === 0 || !/[\p{L}\p{N}]/u.test(folded[hit - 1]);
      if (isWord) spans.push([from[hit][0], from[hit + token.length - 1][1]]);
    }
  }
  const parts = [];
  let end = 0;
  for (const [a, b] of spans.sort((x, y) => x[0] - y[0])) {
    if (a < end) continue;
    parts.push(text.slice(end, a), make('mark', {}, text.slice(a, b)));
    end = b;
  }
  return [...parts, text.slice(end)];
};

// So many hits are shown at a time; of so many the kinds are known, so that one kind can be asked for.
const most = 50;
const known = 500;
const searchIn = (form, results) => {
  const input = $('input', form);
  let turn = 0;
  const itemOf = (entry, wanted) => {
    const link = make('a', { href: base + entry.href }, ...marked(entry.title, wanted));
    const kind = entry.isCell ? [entry.text.split(' · ')[0], entry.place] : [entry.kind];
    const item = make('li', {}, link, make('span', { class: 'search-where' }, ...marked(kind.filter(Boolean).join(' · '), wanted)));
    if (!entry.isCell && entry.text) item.append(make('p', {}, ...marked(entry.text, wanted)));
    return item;
  };
  const run = async () => {
    const query = input.value.trim();
    const mine = turn += 1;
    if (!query) { results.replaceChildren(); return; }
    const found = await find(query);
    const entries = await read(found.slice(0, known));
    if (mine !== turn) return;
    const wanted = tokensOf(query);
    const count = make('p', { class: 'search-count' });
    const list = make('ol', { class: 'search-hits' });
    const more = make('button', { type: 'button', class: 'search-more' });
    const sizes = new Map();
    for (const { kind } of entries) sizes.set(kind, (sizes.get(kind) ?? 0) + 1);
    const kinds = make('div', { class: 'search-kinds', role: 'group', 'aria-label': word('kinds') });
    let shown = [];
    const extend = () => {
      const from = list.children.length;
      list.append(...shown.slice(from, from + most).map((entry) => itemOf(entry, wanted)));
      const left = shown.length - list.children.length;
      more.hidden = left <= 0;
      more.textContent = word('more', { n: Math.min(left, most) });
      return list.children[from];
    };
    const show = (kind) => {
      shown = kind === undefined ? entries : entries.filter((entry) => entry.kind === kind);
      const n = kind === undefined ? found.length : shown.length;
      count.textContent = n === 0 ? word('none', { query }) : word(n > most ? 'many' : n === 1 ? 'one' : 'some', { n, most });
      for (const button of kinds.children) button.setAttribute('aria-pressed', String(button.value === (kind ?? '')));
      list.replaceChildren();
      extend();
      say(count.textContent);
    };
    if (sizes.size > 1) {
      for (const [kind, n] of [[undefined, found.length], ...[...sizes].sort((a, b) => b[1] - a[1])]) {
        const button = make('button', { type: 'button', value: kind ?? '' }, kind ?? word('all'), ' ', make('span', {}, String(n)));
        button.addEventListener('click', () => show(kind));
        kinds.append(button);
      }
    }
    more.addEventListener('click', () => $('a', extend())?.focus());
    show();
    results.replaceChildren(count, kinds, list, more);
  };
  let wait;
  input.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(run, 120); });
  form.addEventListener('submit', (event) => { event.preventDefault(); run(); });
  form.parentElement.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [input, ...$$('.search-hits a', results)];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
  results.addEventListener('click', (event) => { if (event.target.closest('a')) form.closest('dialog')?.close(); });
  return run;
};

const searchPage = $('.search-page');
if (searchPage) {
  const form = $('.search-form', searchPage);
  const run = searchIn(form, $('.search-results', searchPage));
  $('input', form).value = new URLSearchParams(location.search).get('q') ?? '';
  run();
}
const openSearch = () => {
  if (searchPage) { $('.search-form input', searchPage).focus(); return; }
  const input = make('input', { type: 'search', id: '_search-input', autocomplete: 'off', spellcheck: 'false' });
  const form = make('form', { role: 'search', class: 'search-form' }, make('label', { for: '_search-input' }, word('search')), input);
  const results = make('div', { class: 'search-results' });
  openDialog(word('search'), make('div', { class: 'search-box' }, form, results)).classList.add('search-dialog');
  searchIn(form, results);
  load('index.js');
  input.focus();
};
shortcuts['/'] = openSearch;
for (const link of $$('.search-link')) {
  link.addEventListener('click', (event) => { if (!event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); openSearch(); } });
}
