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

const shardAt = (index, text) => Math.max(0, index.firsts.findLastIndex((first) => first <= text));

// Entries that begin with every word, the best first; where nothing has all words, what has most of them. And the words that nothing begins with.
const find = async (query) => {
  const index = await load('index.js');
  const wanted = [...new Set(tokensOf(query))].map((token) => token.slice(0, index?.longest));
  if (!index || !wanted.length) return { found: [], unknown: [] };
  const unknown = [];
  const scores = new Map();
  for (const token of wanted) {
    const best = new Map();
    const from = shardAt(index, token);
    const to = Math.min(shardAt(index, token + '\uffff'), from + 3);
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
    if (!best.size) unknown.push(token);
    for (const [number, worth] of best) scores.set(number, (scores.get(number) ?? 0) + 100 + worth);
  }
  const most = Math.floor(Math.max(0, ...scores.values()) / 100);
  const found = [...scores].filter(([, score]) => Math.floor(score / 100) === most);
  return { found: found.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([number]) => number), unknown };
};
const read = async (found) => {
  const { block, kinds } = await load('index.js');
  const blocks = await Promise.all(found.map((number) => load(`e-${Math.floor(number / block)}.js`)));
  return found.map((number, at) => blocks[at]?.[number % block]).filter(Boolean)
    .map(([title, place, href, kind, text]) => ({ title, place, href, kind: kinds[kind], isCell: place !== '', text }));
};

// How many letters one has to add, leave out, change or swap to make one word of another; more than `most` is not counted.
const distance = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older = [];
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], older[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    older = row;
    row = next;
  }
  return row[b.length];
};
// The nearest words of the index, as the texts spell them. Looked for where words begin with the same letter, or with the second one.
const nearest = async (token) => {
  const most = token.length < 3 || isUnspaced.test(token) ? 0 : token.length < 5 ? 1 : 2;
  const index = most && await load('index.js');
  if (!index) return [];
  const shards = new Set();
  for (const letter of token.slice(0, 2)) {
    const from = shardAt(index, letter);
    for (let shard = from; shard <= Math.min(shardAt(index, letter + '\uffff'), from + 3); shard += 1) shards.add(shard);
  }
  const near = [];
  for (const shard of shards) {
    for (const line of (await load(`t-${shard}.js`)) ?? []) {
      const [name, lists] = line.split(' ');
      const far = distance(token, name, most);
      if (far <= most && name.length > 2 && !/\d/.test(name)) near.push({ name, far: far + (name[0] === token[0] ? 0 : .5), lists: lists.split(';') });
    }
  }
  near.sort((a, b) => a.far - b.far || b.lists[0].length - a.lists[0].length || b.lists.join().length - a.lists.join().length || (a.name < b.name ? -1 : 1));
  return Promise.all(near.filter(({ far }) => far < near[0].far + 1).slice(0, 3).map(async ({ name, lists }) => {
    const [entry] = await read(numbers(lists[0] || lists[1]).slice(0, 1));
    const spelled = `${entry?.title} ${entry?.place} ${entry?.text}`.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    return spelled.find((own) => fold(own) === name) ?? name;
  }));
};
// Other queries, with the nearest words in place of those that nothing begins with: up to three for one such word, one for several.
const otherQueries = async (query, unknown) => {
  const near = await Promise.all(unknown.map(nearest));
  const known = unknown.filter((_, n) => near[n].length);
  if (!known.length) return [];
  const replaced = (pick) => query.replace(/[\p{L}\p{M}\p{N}]+/gu, (own) => {
    const at = unknown.findIndex((token) => fold(own).slice(0, token.length) === token);
    return near[at]?.[pick] ?? near[at]?.[0] ?? own;
  });
  return known.length > 1 ? [replaced(0)] : near.find((words) => words.length).map((_, n) => replaced(n));
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
    if (!entry.isCell && entry.text) item.append(make('p', {}, ...marked(entry.text, wanted), entry.text.length < 140 || /[.!?…。؟]$/.test(entry.text) ? '' : ' …'));
    return item;
  };
  const run = async () => {
    const query = input.value.trim();
    const mine = turn += 1;
    if (!query) { results.replaceChildren(); return; }
    const { found, unknown } = await find(query);
    const entries = await read(found.slice(0, known));
    const others = await otherQueries(query, unknown);
    if (mine !== turn) return;
    const ask = make('p', { class: 'search-nearest' });
    if (others.length) {
      const [before, after] = word('nearest', { words: '\n' }).split('\n');
      ask.append(before, ...others.flatMap((other, n) => {
        const button = make('button', { type: 'button' }, other);
        button.addEventListener('click', () => { input.value = other; input.focus(); run(); });
        return n ? [' ', button] : [button];
      }), after);
    }
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
      say(others.length ? `${count.textContent} ${word('nearest', { words: others.join(', ') })}` : count.textContent);
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
    results.replaceChildren(count, ask, kinds, list, more);
  };
  let wait;
  input.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(run, 120); });
  // Enter goes to the first hit of the dialog; of the page, which shows hits as they are typed, it only makes sure that they are there.
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearTimeout(wait);
    await run();
    if (form.closest('dialog')) ($('.search-hits a', results) ?? $('.search-nearest button', results))?.click();
  });
  form.parentElement.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [input, ...$$('.search-nearest button, .search-hits a', results)];
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
  const dialog = openDialog(word('search'), make('div', { class: 'search-box' }, form, results));
  dialog.classList.add('search-dialog');
  // Beside the field, where it is in sight however many hits there are.
  form.append($('.dialog-close', dialog));
  searchIn(form, results);
  load('index.js');
  input.focus();
};
shortcuts['/'] = openSearch;
for (const link of $$('.search-link')) {
  link.addEventListener('click', (event) => { if (!event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); openSearch(); } });
}
